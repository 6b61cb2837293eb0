// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub
import { CognitoIdentity } from "@aws-sdk/client-cognito-identity";
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let identity: CognitoIdentity;
let cognito: CognitoIdentityProvider;
beforeAll(async () => {
  cloud = await startProvisionedCloud({ cognito: true });
  identity = new CognitoIdentity(cloud.client);
  cognito = new CognitoIdentityProvider(cloud.client);
});
afterAll(() => cloud.close());

interface Variant {
  readonly pool?: JsonObject;
  readonly attachment?: JsonObject;
  /** Logical id of the identity pool. */
  readonly poolName?: string;
}

/** As a template says it: users, the pool for them, and the role that they get. */
const resources = ({ pool = {}, attachment = {}, poolName = "IdentityPool" }: Variant = {}) => ({
  Users: { Type: "AWS::Cognito::UserPool", Properties: { UserPoolName: "users" } },
  Client: {
    Type: "AWS::Cognito::UserPoolClient",
    Properties: { UserPoolId: { Ref: "Users" }, ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] },
  },
  [poolName]: {
    Type: "AWS::Cognito::IdentityPool",
    Properties: {
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [
        {
          ClientId: { Ref: "Client" },
          ProviderName: { "Fn::GetAtt": ["Users", "ProviderName"] },
          ServerSideTokenCheck: true,
        },
      ],
      ...pool,
    },
  },
  Member: {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: "cognito-identity.amazonaws.com" },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: {
              StringEquals: { "cognito-identity.amazonaws.com:aud": { Ref: poolName } },
              "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
            },
          },
        ],
      },
    },
  },
  Roles: {
    Type: "AWS::Cognito::IdentityPoolRoleAttachment",
    Properties: {
      IdentityPoolId: { Ref: poolName },
      Roles: { authenticated: { "Fn::GetAtt": ["Member", "Arn"] } },
      ...attachment,
    },
  },
});

type Deployed = Awaited<ReturnType<ProvisionedCloud["deploy"]>>;
const idOf = (deployed: Deployed, logicalId = "IdentityPool") =>
  deployed.resources[logicalId]?.physicalId ?? "";

describe("AWS::Cognito::IdentityPool and its roles", () => {
  it("give the users of the user pool credentials of the role", async () => {
    const deployed = await cloud.deploy(resources(), { stackName: "made" });
    const IdentityPoolId = idOf(deployed);
    expect(deployed.resources.IdentityPool?.attributes).toEqual({
      Id: IdentityPoolId,
      Name: expect.stringMatching(/^made-IdentityPool-/),
    });
    const UserPoolId = idOf(deployed, "Users");
    const [Username, Password] = ["ada", "Analytical-Engine-1"];
    await cognito.adminCreateUser({ UserPoolId, Username });
    await cognito.adminSetUserPassword({ UserPoolId, Username, Password, Permanent: true });
    const { AuthenticationResult } = await cognito.adminInitiateAuth({
      UserPoolId,
      ClientId: idOf(deployed, "Client"),
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    });
    const provider = String(deployed.resources.Users?.attributes.ProviderName);
    const Logins = { [provider]: AuthenticationResult?.IdToken ?? "" };
    const { IdentityId } = await identity.getId({ IdentityPoolId, Logins });
    const { Credentials } = await identity.getCredentialsForIdentity({ IdentityId, Logins });
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  it("are changed in place", async () => {
    const first = await cloud.deploy(resources(), { stackName: "changed" });
    const IdentityPoolId = idOf(first);
    const role = first.resources.Member?.attributes.Arn;
    const second = await cloud.deploy(
      resources({
        pool: { AllowUnauthenticatedIdentities: true, IdentityPoolTags: [{ Key: "team", Value: "users" }] },
        attachment: {
          RoleMappings: {
            users: {
              IdentityProvider: { "Fn::Sub": "${Users.ProviderName}:${Client}" },
              Type: "Token",
              AmbiguousRoleResolution: "AuthenticatedRole",
            },
          },
        },
      }),
      { stackName: "changed" },
    );
    expect(idOf(second)).toBe(IdentityPoolId);
    expect(await identity.describeIdentityPool({ IdentityPoolId })).toMatchObject({
      IdentityPoolName: first.resources.IdentityPool?.attributes.Name,
      AllowUnauthenticatedIdentities: true,
      IdentityPoolTags: { team: "users" },
      CognitoIdentityProviders: [{ ServerSideTokenCheck: true }],
    });
    const key = `${second.resources.Users?.attributes.ProviderName}:${idOf(second, "Client")}`;
    expect(await identity.getIdentityPoolRoles({ IdentityPoolId })).toMatchObject({
      Roles: { authenticated: role },
      RoleMappings: { [key]: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" } },
    });

    const third = await cloud.deploy(resources(), { stackName: "changed" });
    expect(idOf(third)).toBe(IdentityPoolId);
    expect(await identity.getIdentityPoolRoles({ IdentityPoolId })).toMatchObject({ RoleMappings: {} });
  });

  it("move to another pool with its roles, and the first one goes", async () => {
    const first = await cloud.deploy(resources(), { stackName: "moved" });
    const second = await cloud.deploy(resources({ poolName: "NewPool" }), { stackName: "moved" });
    const IdentityPoolId = idOf(second, "NewPool");
    expect((await identity.getIdentityPoolRoles({ IdentityPoolId })).Roles).toEqual({
      authenticated: second.resources.Member?.attributes.Arn,
    });
    await expect(identity.describeIdentityPool({ IdentityPoolId: idOf(first) })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("go with their stack, though the pool was deleted by hand", async () => {
    const kept = await cloud.deploy(resources(), { stackName: "gone" });
    const IdentityPoolId = idOf(kept);
    await identity.deleteIdentityPool({ IdentityPoolId });
    expect((await cloud.call("DELETE", "/_local/stacks/gone")).ok).toBe(true);
  });

  it.each([
    [{ pool: { SamlProviderARNs: [] } }, /SamlProviderARNs is not supported: users come from user pools/],
    [{ pool: { DeveloperProviderName: "mine" } }, /DeveloperProviderName is not supported/],
    [{ pool: { Allow: true } }, /property Allow is not supported/],
    [{ attachment: { Roles: { admin: "arn" } } }, /Roles\.admin is not supported/],
  ])("refuse %j", async (variant, message) => {
    await expect(cloud.deploy(resources(variant), { stackName: "refused" })).rejects.toThrow(message);
  });
});

describe("AWS::Cognito::IdentityPoolPrincipalTag", () => {
  const tagged = (PrincipalTags: JsonObject, UseDefaults = false) => ({
    ...resources(),
    Tags: {
      Type: "AWS::Cognito::IdentityPoolPrincipalTag",
      Properties: {
        IdentityPoolId: { Ref: "IdentityPool" },
        IdentityProviderName: { "Fn::GetAtt": ["Users", "ProviderName"] },
        PrincipalTags,
        UseDefaults,
      },
    },
  });

  const mappingOf = async (deployed: Deployed) => {
    const { PrincipalTags, UseDefaults } = await identity.getPrincipalTagAttributeMap({
      IdentityPoolId: idOf(deployed),
      IdentityProviderName: String(deployed.resources.Users?.attributes.ProviderName),
    });
    return { PrincipalTags, UseDefaults };
  };

  it("maps claims to tags, changes in place, and is empty when it goes", async () => {
    const stackName = "tagged";
    const first = await cloud.deploy(tagged({ userId: "sub" }), { stackName });
    const provider = String(first.resources.Users?.attributes.ProviderName);
    expect(idOf(first, "Tags")).toBe(`${idOf(first)}|${provider}`);
    expect(await mappingOf(first)).toEqual({ PrincipalTags: { userId: "sub" }, UseDefaults: false });

    const second = await cloud.deploy(tagged({}, true), { stackName });
    expect(await mappingOf(second)).toEqual({
      PrincipalTags: { client: "aud", username: "sub" },
      UseDefaults: true,
    });

    const third = await cloud.deploy(resources(), { stackName });
    expect(await mappingOf(third)).toEqual({ PrincipalTags: {}, UseDefaults: false });
  });

  it("goes with its stack, though the pool was deleted by hand", async () => {
    const deployed = await cloud.deploy(tagged({ userId: "sub" }), { stackName: "tagged-gone" });
    await identity.deleteIdentityPool({ IdentityPoolId: idOf(deployed) });
    expect((await cloud.call("DELETE", "/_local/stacks/tagged-gone")).ok).toBe(true);
  });
});
