import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let cognito: CognitoIdentityProvider;
beforeAll(async () => {
  cloud = await startProvisionedCloud({ cognito: true });
  cognito = new CognitoIdentityProvider(cloud.client);
});
afterAll(() => cloud.close());

const pool = (Properties: JsonObject = {}): JsonObject => ({
  Type: "AWS::Cognito::UserPool",
  Properties: { UserPoolName: "users", AutoVerifiedAttributes: ["email"], ...Properties },
});
const client = (Properties: JsonObject = {}): JsonObject => ({
  Type: "AWS::Cognito::UserPoolClient",
  Properties: {
    ClientName: "site",
    UserPoolId: { Ref: "Pool" },
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    ...Properties,
  },
});
const group = (GroupName: string, Properties: JsonObject = {}): JsonObject => ({
  Type: "AWS::Cognito::UserPoolGroup",
  Properties: { UserPoolId: { Ref: "Pool" }, GroupName, ...Properties },
});

const policy = (MinimumLength: number) => ({ Policies: { PasswordPolicy: { MinimumLength } } });
const poolsNamed = async (name: string) =>
  (await cognito.listUserPools({ MaxResults: 60 })).UserPools?.filter(({ Name }) => Name === name) ?? [];

describe("AWS::Cognito::UserPool, its clients and groups", () => {
  it("are made, and hold users to the pool's policy", async () => {
    const { resources } = await cloud.deploy(
      { Pool: pool({ UserPoolName: "made", ...policy(12) }), Client: client(), Admins: group("admins") },
      { stackName: "made" },
    );
    const id = resources.Pool?.physicalId ?? "";
    expect(resources.Pool?.attributes).toEqual({
      Arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${id}`,
      ProviderName: `cognito-idp.us-east-1.amazonaws.com/${id}`,
      ProviderURL: `https://cognito-idp.us-east-1.amazonaws.com/${id}`,
      UserPoolId: id,
    });
    expect(resources.Admins?.physicalId).toBe("admins");
    const signUp = (Password: string) =>
      cognito.signUp({
        ClientId: resources.Client?.physicalId,
        Username: "ada",
        Password,
        UserAttributes: [{ Name: "email", Value: "ada@example.com" }],
      });
    await expect(signUp("short")).rejects.toThrow(/password/i);
    expect((await signUp("Long-enough-1!")).UserConfirmed).toBe(false);
  });

  it("are changed in place and keep their users", async () => {
    const deploy = (minimumLength: number, ReadAttributes: string[], Description: string) =>
      cloud.deploy(
        {
          Pool: pool({ UserPoolName: "changed", ...policy(minimumLength) }),
          Client: client({ ReadAttributes }),
          Admins: group("admins", { Description }),
        },
        { stackName: "changed" },
      );
    const first = await deploy(8, ["email"], "one");
    const UserPoolId = first.resources.Pool?.physicalId ?? "";
    await cognito.adminCreateUser({ UserPoolId, Username: "ada" });
    const second = await deploy(16, ["email", "name"], "two");
    expect(second.changes.map(({ action }) => action)).toEqual(["update", "update", "update"]);
    expect(second.resources.Client?.physicalId).toBe(first.resources.Client?.physicalId);
    const { UserPool } = await cognito.describeUserPool({ UserPoolId });
    expect(UserPool?.Policies?.PasswordPolicy?.MinimumLength).toBe(16);
    const { Group } = await cognito.getGroup({ UserPoolId, GroupName: "admins" });
    expect(Group?.Description).toBe("two");
    expect((await cognito.adminGetUser({ UserPoolId, Username: "ada" })).Username).toBe("ada");
  });

  it("get more attributes, but lose none", async () => {
    const attribute = (Name: string) => ({ Name, AttributeDataType: "String", Mutable: true });
    const deploy = (...names: string[]) =>
      cloud.deploy(
        { Pool: pool({ UserPoolName: "attributes", Schema: names.map(attribute) }) },
        { stackName: "attributes" },
      );
    await deploy("team");
    const { resources } = await deploy("team", "plan");
    const { UserPool } = await cognito.describeUserPool({ UserPoolId: resources.Pool?.physicalId });
    const names = UserPool?.SchemaAttributes?.map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(["custom:team", "custom:plan"]));
    await expect(deploy("plan")).rejects.toThrow(/the attribute team cannot be removed/);
    expect((await deploy("team", "plan")).status).toBe("UNCHANGED");
  });

  it("are replaced when what cannot change does, with everything in them", async () => {
    const deploy = (UsernameAttributes: string[]) =>
      cloud.deploy(
        {
          Pool: pool({ UserPoolName: "replaced", UsernameAttributes }),
          Client: client(),
          Admins: group("admins"),
        },
        { stackName: "replaced" },
      );
    const before = await deploy([]);
    const after = await deploy(["email"]);
    expect(after.changes.filter(({ action }) => action === "replace")).toHaveLength(3);
    expect(after.leftovers).toEqual([]);
    const pools = await poolsNamed("replaced");
    expect(pools.map(({ Id }) => Id)).toEqual([after.resources.Pool?.physicalId]);
    expect(after.resources.Pool?.physicalId).not.toBe(before.resources.Pool?.physicalId);
    const UserPoolId = after.resources.Pool?.physicalId;
    expect((await cognito.getGroup({ UserPoolId, GroupName: "admins" })).Group).toBeDefined();
  });

  it("are removed when the run that makes them fails, but no other pool of that name", async () => {
    await cognito.createUserPool({ PoolName: "shared" });
    const deploying = cloud.deploy(
      {
        Pool: pool({ UserPoolName: "shared", DeletionProtection: "ACTIVE" }),
        Client: client({ ReadAttributes: ["custom:nowhere"] }),
      },
      { stackName: "failing" },
    );
    await expect(deploying).rejects.toThrow(/Client \(AWS::Cognito::UserPoolClient\)/);
    expect(await poolsNamed("shared")).toHaveLength(1);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      "second factors",
      { EnabledMfas: ["SOFTWARE_TOKEN_MFA"] },
      /EnabledMfas is not supported: second factors/,
    ],
    [
      "an unknown member",
      { Policies: { PasswordPolicy: { MinLength: 3 } } },
      /Policies\.PasswordPolicy\.MinLength/,
    ],
  ])("refuse %s", async (_what, properties, message) => {
    await expect(cloud.deploy({ Pool: pool(properties) }, { stackName: "refused" })).rejects.toThrow(message);
  });
});
