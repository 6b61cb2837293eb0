import { createSign, generateKeyPairSync } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  CreateUserPoolClientCommand,
  DeleteUserPoolCommand,
  GlobalSignOutCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimsOf, createPool, signIn } from "../../support/cognito.ts";
import {
  createPools,
  credentialsOf,
  type IdentityCloud,
  newcomer,
  newRole,
  type Pools,
  startIdentityCloud,
  trustOf,
} from "../../support/identity.ts";

let cloud: IdentityCloud;
let pools: Pools;
let ada: Awaited<ReturnType<typeof newcomer>>;
let bob: Awaited<ReturnType<typeof newcomer>>;

beforeAll(async () => {
  cloud = await startIdentityCloud();
  pools = await createPools(cloud);
  const { IdentityPoolId } = pools;
  const authenticated = await newRole(cloud, "member", trustOf(IdentityPoolId));
  await cloud.identity.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated } });
  ada = await newcomer(cloud, pools, "ada@example.com");
  bob = await newcomer(cloud, pools, "bob@example.com");
});
afterAll(() => cloud.close());

const idOf = async (Logins?: Record<string, string>, { IdentityPoolId } = pools) =>
  (await cloud.stranger.identity.getId({ IdentityPoolId, Logins })).IdentityId ?? "";
const withToken = (token: string) => ({ [pools.provider]: token });
const refused = (message: string | RegExp) =>
  expect.objectContaining({
    name: "NotAuthorizedException",
    message: typeof message === "string" ? message : expect.stringMatching(message),
  });

/** A token like another one, signed by a key that nobody knows. */
const forge = (changes: object) => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${encode({ alg: "RS256" })}.${encode({ ...claimsOf(ada.idToken), ...changes })}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(privateKey, "base64url")}`;
};

describe("an identity", () => {
  it("is the same at each login, and another one for another user and in another pool", async () => {
    const first = await idOf(ada.Logins);
    expect(first).toMatch(/^us-east-1:[0-9a-f]{8}-[0-9a-f-]{27}$/);
    const again = await signIn(cloud, pools.ClientId, "ada@example.com");
    expect(await idOf(withToken(again.idToken))).toBe(first);
    expect(await idOf(bob.Logins)).not.toBe(first);
    const { ClientId } = pools;
    const other = await cloud.identity.createIdentityPool({
      IdentityPoolName: "other",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ProviderName: pools.provider, ClientId }],
    });
    const elsewhere = { ...pools, IdentityPoolId: other.IdentityPoolId ?? "" };
    expect(await idOf(ada.Logins, elsewhere)).not.toBe(first);
  });

  it("is seen by the operator, with its providers and no more", async () => {
    const IdentityId = await idOf(ada.Logins);
    const seen = await cloud.identity.describeIdentity({ IdentityId });
    expect(seen).toMatchObject({ IdentityId, Logins: [pools.provider] });
    expect(seen.CreationDate?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    const { Identities } = await cloud.identity.listIdentities({
      IdentityPoolId: pools.IdentityPoolId,
      MaxResults: 60,
    });
    expect(Identities?.map((identity) => identity.IdentityId)).toContain(IdentityId);
  });

  it("is somebody new once it was deleted", async () => {
    const cyd = await newcomer(cloud, pools, "cyd@example.com");
    const IdentityId = await idOf(cyd.Logins);
    await cloud.identity.deleteIdentities({ IdentityIdsToDelete: [IdentityId] });
    await expect(
      cloud.stranger.identity.getCredentialsForIdentity({ IdentityId, Logins: cyd.Logins }),
    ).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Identity '${IdentityId}' not found.`,
    });
    expect(await idOf(cyd.Logins)).not.toBe(IdentityId);
  });

  it("is nobody else's: neither with a login of another user, nor with none", async () => {
    const IdentityId = await idOf(ada.Logins);
    await idOf(bob.Logins);
    const { identity } = cloud.stranger;
    await expect(identity.getCredentialsForIdentity({ IdentityId, Logins: bob.Logins })).rejects.toEqual(
      refused(
        "Logins don't match. Please include at least one valid login for this identity or identity pool.",
      ),
    );
    await expect(identity.getCredentialsForIdentity({ IdentityId })).rejects.toEqual(
      refused(`Access to Identity '${IdentityId}' is forbidden.`),
    );
    expect(await idOf(ada.Logins)).toBe(IdentityId);
  });
});

describe("a login", () => {
  it.each<[string, () => string | Promise<string>, string | RegExp]>([
    ["an access token", () => ada.accessToken, "Invalid login token. Missing a required claim: aud"],
    [
      "a refresh token",
      () => ada.refreshToken,
      "Invalid login token. Not a valid OpenId Connect identity token.",
    ],
    ["no token at all", () => "hello", "Invalid login token. Not a valid OpenId Connect identity token."],
    ["a forged token", () => forge({}), "Invalid login token. Token signature invalid."],
    [
      "a token for another user, with the signature of this one",
      () => {
        const [header, , signature] = ada.idToken.split(".");
        const claims = { ...claimsOf(ada.idToken), sub: claimsOf(bob.idToken).sub };
        return `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
      },
      "Invalid login token. Token signature invalid.",
    ],
    [
      "an unsigned token",
      () => {
        const header = Buffer.from('{"alg":"none"}').toString("base64url");
        return `${header}.${ada.idToken.split(".")[1]}.`;
      },
      "Invalid login token. Token signature invalid.",
    ],
    [
      "a token of somebody else's issuer",
      () => forge({ iss: "https://accounts.google.com" }),
      "Invalid login token. Issuer doesn't match providerName",
    ],
    [
      "a token of another user pool of this cloud",
      async () => {
        const foreign = await createPools(cloud);
        return (await newcomer(cloud, foreign, "eve@example.com")).idToken;
      },
      "Invalid login token. Issuer doesn't match providerName",
    ],
    [
      "a token for another app client of the same pool",
      async () => {
        const { UserPoolClient } = await cloud.cognito.send(
          new CreateUserPoolClientCommand({
            UserPoolId: pools.UserPoolId,
            ClientName: "another",
            ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
          }),
        );
        return (await signIn(cloud, UserPoolClient?.ClientId ?? "", "ada@example.com")).idToken;
      },
      "Token is not from a supported provider of this identity pool.",
    ],
  ])("is not %s", async (_what, token, message) => {
    const Logins = withToken(await token());
    await expect(idOf(Logins)).rejects.toEqual(refused(message));
    const IdentityId = await idOf(ada.Logins);
    await expect(cloud.stranger.identity.getCredentialsForIdentity({ IdentityId, Logins })).rejects.toEqual(
      refused(message),
    );
  });

  it("is not of a provider that the pool does not have", async () => {
    const { UserPoolId } = await createPool(cloud);
    const Logins = { [`cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`]: ada.idToken };
    await expect(idOf(Logins)).rejects.toEqual(refused(/^Logins don't match/));
    await expect(idOf({ "graph.facebook.com": "token" })).rejects.toEqual(refused(/^Logins don't match/));
  });

  it("is wrong when one of two is", async () => {
    await expect(idOf({ ...ada.Logins, "graph.facebook.com": "token" })).rejects.toEqual(
      refused(/^Logins don't match/),
    );
  });

  it("is needed where guests may not come", async () => {
    await expect(idOf()).rejects.toEqual(
      refused("Unauthenticated access is not supported for this identity pool."),
    );
  });
});

describe("a token that was good once", () => {
  it("is refused after its time", async () => {
    const dan = await newcomer(cloud, pools, "dan@example.com");
    const IdentityId = await idOf(dan.Logins);
    const hour = 3_600_000;
    cloud.passMs(hour);
    try {
      const expired = refused(/^Invalid login token\. Token expired: \d{10} >= \d{10}$/);
      await expect(idOf(dan.Logins)).rejects.toEqual(expired);
      await expect(
        cloud.stranger.identity.getCredentialsForIdentity({ IdentityId, Logins: dan.Logins }),
      ).rejects.toEqual(expired);
    } finally {
      cloud.passMs(-hour);
    }
  });

  it.each<[string, (email: string, accessToken: string) => Promise<unknown>]>([
    [
      "signed out everywhere",
      (_email, AccessToken) => cloud.cognito.send(new GlobalSignOutCommand({ AccessToken })),
    ],
    [
      "was deleted",
      (Username) =>
        cloud.cognito.send(new AdminDeleteUserCommand({ UserPoolId: pools.UserPoolId, Username })),
    ],
    [
      "was disabled",
      (Username) =>
        cloud.cognito.send(new AdminDisableUserCommand({ UserPoolId: pools.UserPoolId, Username })),
    ],
  ])("is refused after its user %s", async (what, happens) => {
    const email = `${what.replaceAll(" ", "-")}@example.com`;
    const user = await newcomer(cloud, pools, email);
    await credentialsOf(cloud, pools.IdentityPoolId, user.Logins);
    await happens(email, user.accessToken);
    await expect(credentialsOf(cloud, pools.IdentityPoolId, user.Logins)).rejects.toEqual(
      refused("Invalid login token. Token has been revoked."),
    );
  });

  it("is taken until it expires by a pool that does not ask, but not once the user pool is gone", async () => {
    const trusting = await createPools(cloud);
    const { IdentityPoolId, ClientId, provider, UserPoolId } = trusting;
    await cloud.identity.updateIdentityPool({
      IdentityPoolId,
      IdentityPoolName: "trusting",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId, ServerSideTokenCheck: false }],
    });
    const { Logins, accessToken } = await newcomer(cloud, trusting, "fay@example.com");
    await cloud.cognito.send(new GlobalSignOutCommand({ AccessToken: accessToken }));
    expect(await idOf(Logins, trusting)).toBeTruthy();
    await cloud.cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
    await expect(idOf(Logins, trusting)).rejects.toEqual(
      refused("Invalid login token. Token signature invalid."),
    );
  });
});
