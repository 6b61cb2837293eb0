// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of policy variables
import { createSign, generateKeyPairSync } from "node:crypto";
import { IAM } from "@aws-sdk/client-iam";
import type { AssumeRoleWithWebIdentityCommandInput } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimsOf } from "../../support/cognito.ts";
import {
  account,
  createPools,
  type IdentityCloud,
  newcomer,
  newRole,
  type Pools,
  roleArn,
  startIdentityCloud,
  trustOf,
} from "../../support/identity.ts";

let cloud: IdentityCloud;
let pools: Pools;
let identityId: string;
let Logins: Record<string, string>;
beforeAll(async () => {
  cloud = await startIdentityCloud();
  pools = await createPools(cloud, { AllowClassicFlow: true });
  const readsOwn = {
    Effect: "Allow",
    Action: ["iam:GetRole", "iam:ListRoles"],
    Resource: "*",
  } as const;
  await newRole(cloud, "member", trustOf(pools.IdentityPoolId), readsOwn);
  ({ Logins } = await newcomer(cloud, pools, "ada@example.com"));
  const { IdentityPoolId } = pools;
  identityId = (await cloud.stranger.identity.getId({ IdentityPoolId, Logins })).IdentityId ?? "";
});
afterAll(() => cloud.close());

const tokenOf = async () =>
  (await cloud.stranger.identity.getOpenIdToken({ IdentityId: identityId, Logins })).Token ?? "";

const assume = (WebIdentityToken: string, more: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) =>
  cloud.stranger.sts.assumeRoleWithWebIdentity({
    RoleArn: roleArn("member"),
    RoleSessionName: "browser",
    WebIdentityToken,
    ...more,
  });

describe("the token of an identity", () => {
  it("says who it is, where, and how it was authenticated, for ten minutes", async () => {
    const { provider, IdentityPoolId } = pools;
    const claims = claimsOf(await tokenOf());
    const user = claimsOf(Logins[provider] ?? "").sub;
    expect(claims).toMatchObject({
      iss: "https://cognito-identity.amazonaws.com",
      sub: identityId,
      aud: IdentityPoolId,
      amr: ["authenticated", provider, `${provider}:CognitoSignIn:${user}`],
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
  });

  it("is signed by another key than those of users", async () => {
    const keyOf = (token = "") =>
      JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;
    expect(keyOf(await tokenOf())).not.toBe(keyOf(Logins[pools.provider]));
  });

  it("is not given out by a pool that keeps to the enhanced flow", async () => {
    const enhanced = await createPools(cloud);
    const user = await newcomer(cloud, enhanced, "bob@example.com");
    const { identity } = cloud.stranger;
    const { IdentityPoolId } = enhanced;
    const { IdentityId } = await identity.getId({ IdentityPoolId, Logins: user.Logins });
    await expect(identity.getOpenIdToken({ IdentityId, Logins: user.Logins })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Basic (classic) flow is not enabled, please use enhanced flow.",
    });
  });
});

describe("AssumeRoleWithWebIdentity", () => {
  const iamAs = ({ Credentials }: Awaited<ReturnType<typeof assume>>) =>
    new IAM({
      ...cloud.client,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });

  it("makes a session of the role", async () => {
    const answer = await assume(await tokenOf());
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: identityId,
      Audience: pools.IdentityPoolId,
      Provider: "cognito-identity.amazonaws.com",
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/member/browser` },
    });
    expect((await iamAs(answer).getRole({ RoleName: "member" })).Role?.Arn).toBe(roleArn("member"));
  });

  it("narrows it by a session policy, in which the identity is a variable", async () => {
    const allowing = (sub: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "iam:GetRole",
            Resource: "*",
            Condition: { StringEquals: { "cognito-identity.amazonaws.com:sub": sub } },
          },
        ],
      });
    const own = iamAs(await assume(await tokenOf(), { Policy: allowing(identityId) }));
    await own.getRole({ RoleName: "member" });
    await expect(own.listRoles({})).rejects.toThrow(
      "because no session policy allows the iam:ListRoles action",
    );
    const others = iamAs(await assume(await tokenOf(), { Policy: allowing("us-east-1:somebody-else") }));
    await expect(others.getRole({ RoleName: "member" })).rejects.toThrow(/no session policy allows/);
  });

  it("lasts as long as asked for, as far as the role lets it", async () => {
    await cloud.iam.createRole({
      RoleName: "patient",
      MaxSessionDuration: 43_200,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [trustOf(pools.IdentityPoolId)],
      }),
    });
    const RoleArn = roleArn("patient");
    const { Credentials } = await assume(await tokenOf(), { RoleArn, DurationSeconds: 43_200 });
    expect(Math.round(((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(12);
    await expect(assume(await tokenOf(), { DurationSeconds: 3_601 })).rejects.toThrow(
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
    for (const DurationSeconds of [899, 43_201])
      await expect(assume(await tokenOf(), { RoleArn, DurationSeconds })).rejects.toThrow(/durationSeconds/);
  });

  it("is refused for a role that trusts another pool, and for one that is not there, alike", async () => {
    await newRole(cloud, "other-pool", trustOf("us-east-1:00000000-0000-0000-0000-000000000000"));
    for (const name of ["other-pool", "nobody"])
      await expect(assume(await tokenOf(), { RoleArn: roleArn(name) })).rejects.toMatchObject({
        name: "AccessDenied",
        message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        $metadata: { httpStatusCode: 403 },
      });
  });

  it("is refused after the token's time", async () => {
    const token = await tokenOf();
    cloud.passMs(600_000);
    try {
      await expect(assume(token)).rejects.toMatchObject({
        name: "ExpiredTokenException",
        message: expect.stringMatching(/^Token expired: current date\/time \d+ must be before/),
      });
    } finally {
      cloud.passMs(-600_000);
    }
  });

  it.each<[string, () => Promise<string> | string]>([
    [
      "forged",
      async () => {
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
        const content = (await tokenOf()).split(".").slice(0, 2).join(".");
        return `${content}.${createSign("RSA-SHA256").update(content).sign(privateKey, "base64url")}`;
      },
    ],
    [
      "about somebody else, with this one's signature",
      async () => {
        const [header, payload, signature] = (await tokenOf()).split(".");
        const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString()) as object;
        const other = Buffer.from(JSON.stringify({ ...claims, sub: "us-east-1:other" })).toString(
          "base64url",
        );
        return [header, other, signature].join(".");
      },
    ],
    ["of a user, not of an identity", () => Logins[pools.provider] ?? ""],
    ["no token", () => "hello"],
  ])("is refused with a token that is %s", async (_what, token) => {
    await expect(assume(await token())).rejects.toMatchObject({ name: "InvalidIdentityTokenException" });
  });

  it.each([
    [{ ProviderId: "graph.facebook.com" }, /ProviderId is not supported/],
    [{ PolicyArns: [{ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }] }, /PolicyArns is not supported/],
  ])("refuses %j", async (more, message) => {
    await expect(assume(await tokenOf(), more)).rejects.toThrow(message);
  });
});
