import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  CreateGroupCommand,
  DeleteUserCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CognitoCloud,
  claimsOf,
  confirmedUser,
  createPool,
  signIn,
  startCognitoCloud,
} from "../../support/cognito.ts";

describe("tokens", () => {
  let cloud: CognitoCloud;
  let pool: Awaited<ReturnType<typeof createPool>>;
  beforeAll(async () => {
    cloud = await startCognitoCloud();
    pool = await createPool(
      cloud,
      {},
      { AccessTokenValidity: 10, TokenValidityUnits: { AccessToken: "minutes" } },
    );
  });
  afterAll(() => cloud.close());

  const userSignedIn = async (address: string) => {
    await confirmedUser(cloud, pool.ClientId, address);
    return signIn(cloud, pool.ClientId, address);
  };

  const refresh = (token: string) =>
    cloud.cognito.send(
      new InitiateAuthCommand({
        ClientId: pool.ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: token },
      }),
    );

  const getUser = (AccessToken: string) => cloud.cognito.send(new GetUserCommand({ AccessToken }));

  it("carry the claims of AWS, and verify against the published key set", async () => {
    const { UserPoolId, ClientId } = pool;
    await confirmedUser(cloud, ClientId, "ada@example.com");
    for (const [GroupName, Precedence] of [
      ["readers", 20],
      ["authors", 10],
    ] as const) {
      await cloud.cognito.send(new CreateGroupCommand({ UserPoolId, GroupName, Precedence }));
      await cloud.cognito.send(
        new AdminAddUserToGroupCommand({ UserPoolId, GroupName, Username: "ada@example.com" }),
      );
    }
    const { accessToken, idToken } = await signIn(cloud, ClientId, "ada@example.com");
    const jwks = await (await fetch(`${cloud.endpoint}/${UserPoolId}/.well-known/jwks.json`)).json();

    const verifierOf = (tokenUse: "access" | "id") => {
      const verifier = CognitoJwtVerifier.create({ userPoolId: UserPoolId, clientId: ClientId, tokenUse });
      verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
      return verifier;
    };
    const access = await verifierOf("access").verify(accessToken);
    const id = await verifierOf("id").verify(idToken);
    await expect(verifierOf("access").verify(idToken)).rejects.toThrow();
    expect(access).toMatchObject({
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`,
      client_id: ClientId,
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      username: access.sub,
      "cognito:groups": ["authors", "readers"],
    });
    expect(access.exp - access.iat).toBe(600);
    expect(id).toMatchObject({
      aud: ClientId,
      email: "ada@example.com",
      email_verified: true,
      "cognito:username": access.sub,
      origin_jti: access.origin_jti,
    });
    expect(id.exp - id.iat).toBe(3_600);
    expect(access.jti).not.toBe(id.jti);
  });

  it("are described under the pool's path, and only there", async () => {
    const answer = await fetch(`${cloud.endpoint}/${pool.UserPoolId}/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${pool.UserPoolId}`,
    });
    const other = await fetch(`${cloud.endpoint}/us-east-1_nobody000/.well-known/jwks.json`);
    expect(other.status).toBe(404);
  });

  it("are made anew by a refresh token, with the same origin", async () => {
    const first = await userSignedIn("refresh@example.com");
    const second = await refresh(first.refreshToken);
    expect(second.AuthenticationResult?.RefreshToken).toBeUndefined();
    const accessToken = second.AuthenticationResult?.AccessToken ?? "";
    expect(claimsOf(accessToken).origin_jti).toBe(claimsOf(first.accessToken).origin_jti);
    await expect(refresh("nonsense")).rejects.toThrow("Invalid Refresh Token");
  });

  it("expire", async () => {
    const { accessToken, refreshToken } = await userSignedIn("expire@example.com");
    await expect(getUser(accessToken)).resolves.toBeDefined();
    cloud.passMs(11 * 60 * 1_000);
    await expect(getUser(accessToken)).rejects.toThrow("Access Token has expired");
    cloud.passMs(31 * 24 * 60 * 60 * 1_000);
    await expect(refresh(refreshToken)).rejects.toThrow("Refresh Token has expired");
  });

  it("are refused when they are forged, or of the wrong kind", async () => {
    const { accessToken, idToken } = await userSignedIn("forged@example.com");
    const [header, , signature] = accessToken.split(".");
    const claims = Buffer.from(JSON.stringify({ ...claimsOf(accessToken), username: "eve" }));
    const forged = `${header}.${claims.toString("base64url")}.${signature}`;
    for (const token of [forged, idToken, "nonsense"])
      await expect(getUser(token)).rejects.toMatchObject({
        name: "NotAuthorizedException",
        message: "Invalid Access Token",
      });
  });

  it("end with the sign-in that is revoked, and no other", async () => {
    const first = await userSignedIn("revoke@example.com");
    const second = await signIn(cloud, pool.ClientId, "revoke@example.com");
    await cloud.cognito.send(new RevokeTokenCommand({ ClientId: pool.ClientId, Token: first.refreshToken }));
    await expect(refresh(first.refreshToken)).rejects.toThrow("Refresh Token has been revoked");
    await expect(getUser(first.accessToken)).rejects.toThrow("Access Token has been revoked");
    await expect(getUser(second.accessToken)).resolves.toBeDefined();
  });

  it("all end with a global sign-out, by the user or an administrator", async () => {
    const byUser = await userSignedIn("everywhere@example.com");
    const elsewhere = await signIn(cloud, pool.ClientId, "everywhere@example.com");
    await cloud.cognito.send(new GlobalSignOutCommand({ AccessToken: byUser.accessToken }));
    await expect(getUser(elsewhere.accessToken)).rejects.toThrow("Access Token has been revoked");
    const again = await signIn(cloud, pool.ClientId, "everywhere@example.com");
    await cloud.cognito.send(
      new AdminUserGlobalSignOutCommand({ UserPoolId: pool.UserPoolId, Username: "everywhere@example.com" }),
    );
    await expect(refresh(again.refreshToken)).rejects.toThrow("Refresh Token has been revoked");
  });

  it("are worth nothing once their user is disabled or gone", async () => {
    const disabled = await userSignedIn("disabled@example.com");
    await cloud.cognito.send(
      new AdminDisableUserCommand({ UserPoolId: pool.UserPoolId, Username: "disabled@example.com" }),
    );
    await expect(getUser(disabled.accessToken)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    await expect(signIn(cloud, pool.ClientId, "disabled@example.com")).rejects.toThrow("User is disabled.");
    const gone = await userSignedIn("gone@example.com");
    await cloud.cognito.send(new DeleteUserCommand({ AccessToken: gone.accessToken }));
    await expect(getUser(gone.accessToken)).rejects.toMatchObject({ name: "UserNotFoundException" });
    await expect(refresh(gone.refreshToken)).rejects.toThrow("Invalid Refresh Token");
  });
});
