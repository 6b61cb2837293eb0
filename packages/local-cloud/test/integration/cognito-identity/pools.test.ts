import { CognitoIdentity, type RoleMapping } from "@aws-sdk/client-cognito-identity";
import { STS } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createPools,
  type IdentityCloud,
  newRole,
  roleArn,
  startIdentityCloud,
} from "../../support/identity.ts";

let cloud: IdentityCloud;
let identity: CognitoIdentity;
beforeAll(async () => {
  cloud = await startIdentityCloud();
  identity = cloud.identity;
});
afterAll(() => cloud.close());

const provider = "cognito-idp.us-east-1.amazonaws.com/us-east-1_abcdefghi";
const settings = { IdentityPoolName: "Site users", AllowUnauthenticatedIdentities: false };

describe("an identity pool", () => {
  it("is what it was made, and what an update makes it: all of it", async () => {
    const { IdentityPoolId, ...made } = await identity.createIdentityPool({
      ...settings,
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId: "site" }],
      IdentityPoolTags: { team: "users" },
    });
    expect(IdentityPoolId).toMatch(/^us-east-1:[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(made).toMatchObject({
      ...settings,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId: "site", ServerSideTokenCheck: false }],
      IdentityPoolTags: { team: "users" },
    });
    await identity.updateIdentityPool({ IdentityPoolId, ...settings, AllowUnauthenticatedIdentities: true });
    expect(await identity.describeIdentityPool({ IdentityPoolId })).toMatchObject({
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: [],
      IdentityPoolTags: {},
    });
    await identity.deleteIdentityPool({ IdentityPoolId });
    await expect(identity.describeIdentityPool({ IdentityPoolId })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `IdentityPool '${IdentityPoolId}' not found.`,
    });
  });

  it("is listed, in pages", async () => {
    const made = await Promise.all(
      ["one", "two", "three"].map((IdentityPoolName) =>
        identity.createIdentityPool({ ...settings, IdentityPoolName }),
      ),
    );
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await identity.listIdentityPools({ MaxResults: 2, NextToken });
      expect(page.IdentityPools?.length).toBeLessThanOrEqual(2);
      seen.push(...(page.IdentityPools ?? []).map(({ IdentityPoolId }) => IdentityPoolId));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(expect.arrayContaining(made.map(({ IdentityPoolId }) => IdentityPoolId)));
  });

  it("is tagged by its ARN", async () => {
    const { IdentityPoolId } = await identity.createIdentityPool({
      ...settings,
      IdentityPoolTags: { a: "1" },
    });
    const ResourceArn = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${IdentityPoolId}`;
    await identity.tagResource({ ResourceArn, Tags: { b: "2" } });
    await identity.untagResource({ ResourceArn, TagKeys: ["a"] });
    expect((await identity.listTagsForResource({ ResourceArn })).Tags).toEqual({ b: "2" });
    await expect(identity.listTagsForResource({ ResourceArn: `${ResourceArn}0` })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it.each([
    [{ SupportedLoginProviders: { "graph.facebook.com": "1" } }, /SupportedLoginProviders is not supported/],
    [{ DeveloperProviderName: "mine" }, /DeveloperProviderName is not supported/],
    [
      { SamlProviderARNs: ["arn:aws:iam::000000000000:saml-provider/a"] },
      /SamlProviderARNs is not supported/,
    ],
    [{ IdentityPoolName: "a/b" }, /'identityPoolName' failed to satisfy constraint/],
    [
      { CognitoIdentityProviders: [{ ProviderName: "us-east-1_abcdefghi", ClientId: "site" }] },
      /valid Cognito identity provider/,
    ],
    [
      {
        CognitoIdentityProviders: [
          { ProviderName: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", ClientId: "site" },
        ],
      },
      /valid Cognito identity provider/,
    ],
  ])("is not made with %j", async (more, message) => {
    await expect(identity.createIdentityPool({ ...settings, ...more })).rejects.toThrow(message);
  });

  it("must say whether guests may come", async () => {
    const request = { IdentityPoolName: "vague" } as typeof settings;
    await expect(identity.createIdentityPool(request)).rejects.toThrow(/'allowUnauthenticatedIdentities'/);
  });
});

describe("roles of a pool", () => {
  const mapping: RoleMapping = {
    Type: "Rules",
    AmbiguousRoleResolution: "Deny",
    RulesConfiguration: {
      Rules: [{ Claim: "email", MatchType: "Equals", Value: "a@example.com", RoleARN: roleArn("rule") }],
    },
  };

  it("are read as they were set", async () => {
    const { IdentityPoolId } = await createPools(cloud);
    const Roles = { authenticated: roleArn("in"), unauthenticated: roleArn("guest") };
    const RoleMappings = { [`${provider}:site`]: mapping };
    await identity.setIdentityPoolRoles({ IdentityPoolId, Roles, RoleMappings });
    expect(await identity.getIdentityPoolRoles({ IdentityPoolId })).toMatchObject({ Roles, RoleMappings });
    await identity.setIdentityPoolRoles({ IdentityPoolId, Roles: {} });
    expect(await identity.getIdentityPoolRoles({ IdentityPoolId })).toMatchObject({
      Roles: {},
      RoleMappings: {},
    });
  });

  it.each([
    [{ Roles: { admin: roleArn("x") } }, /not for "admin"/],
    [{ Roles: { authenticated: "x" } }, /'authenticated' failed to satisfy constraint/],
    [{ Roles: {}, RoleMappings: { p: { Type: "Token" as const } } }, /'ambiguousRoleResolution'/],
    [
      { Roles: {}, RoleMappings: { p: { ...mapping, RulesConfiguration: { Rules: [] } } } },
      /between 1 and 400 rules/,
    ],
  ])("are refused: %j", async (roles, message) => {
    const { IdentityPoolId } = await createPools(cloud);
    await expect(identity.setIdentityPoolRoles({ IdentityPoolId, ...roles })).rejects.toThrow(message);
  });

  it("are set by who may pass them on", async () => {
    const { IdentityPoolId } = await createPools(cloud);
    const RoleArn = await newRole(
      cloud,
      "setter",
      { Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" },
      { Effect: "Allow", Action: "cognito-identity:SetIdentityPoolRoles", Resource: "*" },
      { Effect: "Allow", Action: "iam:PassRole", Resource: roleArn("harmless") },
    );
    const { Credentials } = await new STS(cloud.client).assumeRole({ RoleArn, RoleSessionName: "test" });
    const setter = new CognitoIdentity({
      ...cloud.client,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });
    const set = (name: string) =>
      setter.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated: roleArn(name) } });
    await set("harmless");
    await expect(set("mighty")).rejects.toThrow(/iam:PassRole on resource: .*role\/mighty/);
    await expect(setter.describeIdentityPool({ IdentityPoolId })).rejects.toThrow(
      /cognito-identity:DescribeIdentityPool on resource: arn:aws:cognito-identity:us-east-1:000000000000:identitypool/,
    );
  });
});

describe("what strangers may not do", () => {
  it("is everything about pools, and about other people's identities", async () => {
    const { IdentityPoolId } = await createPools(cloud);
    const { identity: stranger } = cloud.stranger;
    const calls = [
      stranger.describeIdentityPool({ IdentityPoolId }),
      stranger.listIdentities({ IdentityPoolId, MaxResults: 1 }),
      stranger.setIdentityPoolRoles({ IdentityPoolId, Roles: {} }),
      stranger.deleteIdentities({ IdentityIdsToDelete: ["us-east-1:0"] }),
    ];
    for (const call of calls)
      await expect(call).rejects.toMatchObject({ name: "MissingAuthenticationTokenException" });
  });

  it("is what this cloud has not", async () => {
    const { IdentityPoolId } = await createPools(cloud);
    await expect(
      identity.getOpenIdTokenForDeveloperIdentity({ IdentityPoolId, Logins: { mine: "1" } }),
    ).rejects.toThrow(
      "The local cloud does not support cognito-identity:GetOpenIdTokenForDeveloperIdentity.",
    );
  });
});
