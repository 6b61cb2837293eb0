// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of policy variables
import { IAM } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyStatement } from "../../../src/iam/policy.ts";
import { claimsOf } from "../../support/cognito.ts";
import {
  createPools,
  credentialsOf,
  type IdentityCloud,
  newcomer,
  newRole,
  type Pools,
  roleArn,
  startIdentityCloud,
  trustOf,
} from "../../support/identity.ts";

const assume = "sts:AssumeRoleWithWebIdentity";
const tagging = [assume, "sts:TagSession"];

/** A user may look at the role that is called like the user: it stands for whatever policies name by the tag. */
const ownRole = (tag = "userId"): PolicyStatement => ({
  Effect: "Allow",
  Action: "iam:GetRole",
  Resource: roleArn(`\${aws:PrincipalTag/${tag}}`),
});

let cloud: IdentityCloud;
let pools: Pools;
let ada: Awaited<ReturnType<typeof newcomer>>;
let subject: string;

beforeAll(async () => {
  cloud = await startIdentityCloud();
  pools = await createPools(cloud, { AllowClassicFlow: true });
  ada = await newcomer(cloud, pools, "ada@example.com");
  subject = String(claimsOf(ada.idToken).sub);
  await newRole(cloud, subject, trustOf("nobody"));
  await newRole(cloud, "somebody-else", trustOf("nobody"));
});
afterAll(() => cloud.close());

const mapTags = (PrincipalTags: Record<string, string>, UseDefaults = false) =>
  cloud.identity.setPrincipalTagAttributeMap({
    IdentityPoolId: pools.IdentityPoolId,
    IdentityProviderName: pools.provider,
    PrincipalTags,
    UseDefaults,
  });

const giveRole = async (name: string, trust: PolicyStatement, ...permissions: PolicyStatement[]) => {
  const authenticated = await newRole(cloud, name, trust, ...permissions);
  await cloud.identity.setIdentityPoolRoles({
    IdentityPoolId: pools.IdentityPoolId,
    Roles: { authenticated },
  });
};

const sessionOf = async () => {
  const { keys } = await credentialsOf(cloud, pools.IdentityPoolId, ada.Logins);
  const iam = new IAM({ ...cloud.client, credentials: keys });
  return { seesRole: (RoleName: string) => iam.getRole({ RoleName }) };
};

const denied = { name: "AccessDenied" };
const trusted = (actions: readonly string[] = tagging) => trustOf(pools.IdentityPoolId, undefined, actions);

describe("a claim that becomes a tag", () => {
  it("is what policies know the session by", async () => {
    await mapTags({ userId: "sub" });
    await giveRole("by-variable", trusted(), ownRole());
    const session = await sessionOf();
    expect((await session.seesRole(subject)).Role?.RoleName).toBe(subject);
    await expect(session.seesRole("somebody-else")).rejects.toMatchObject(denied);
    await expect(session.seesRole("${aws:PrincipalTag/userId}")).rejects.toMatchObject({
      name: /AccessDenied|ValidationError/,
    });
  });

  it("can be asked about in conditions, whatever the case of its key", async () => {
    await mapTags({ mail: "email" });
    const on = (mail: string): PolicyStatement => ({
      Effect: "Allow",
      Action: "iam:GetRole",
      Resource: roleArn(mail === "ada@example.com" ? subject : "somebody-else"),
      Condition: { StringEquals: { "aws:principaltag/MAIL": mail } },
    });
    await giveRole("by-condition", trusted(), on("ada@example.com"), on("bob@example.com"));
    const session = await sessionOf();
    expect((await session.seesRole(subject)).Role?.RoleName).toBe(subject);
    await expect(session.seesRole("somebody-else")).rejects.toMatchObject(denied);
  });

  it("gives no tag, and so no access, when the token has no such claim", async () => {
    await mapTags({ userId: "custom:unknown" });
    await giveRole("no-claim", trusted(), ownRole());
    await expect((await sessionOf()).seesRole(subject)).rejects.toMatchObject(denied);
  });

  it("is taken from the token at each session, and stays with that session", async () => {
    await mapTags({ userId: "sub" });
    await giveRole("kept", trusted(), ownRole());
    const before = await sessionOf();
    await mapTags({});
    const after = await sessionOf();
    expect((await before.seesRole(subject)).Role?.RoleName).toBe(subject);
    await expect(after.seesRole(subject)).rejects.toMatchObject(denied);
  });

  it("can be one of the defaults", async () => {
    await mapTags({ ignored: "email" }, true);
    await giveRole("defaults", trusted(), ownRole("username"));
    expect((await (await sessionOf()).seesRole(subject)).Role?.RoleName).toBe(subject);
  });

  it("comes along in the basic flow too", async () => {
    await mapTags({ userId: "sub" });
    const role = await newRole(cloud, "basic", trusted(), ownRole());
    const { identity, sts } = cloud.stranger;
    const { IdentityPoolId } = pools;
    const { IdentityId } = await identity.getId({ IdentityPoolId, Logins: ada.Logins });
    const { Token = "" } = await identity.getOpenIdToken({ IdentityId, Logins: ada.Logins });
    expect(claimsOf(Token)["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { userId: [subject] } });
    const { Credentials } = await sts.assumeRoleWithWebIdentity({
      RoleArn: role,
      RoleSessionName: "browser",
      WebIdentityToken: Token,
    });
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const iam = new IAM({ ...cloud.client, credentials: keys });
    expect((await iam.getRole({ RoleName: subject })).Role?.RoleName).toBe(subject);
  });
});

describe("a role's trust policy", () => {
  const refused = { name: "InvalidIdentityPoolConfigurationException" };

  it("must let the session have tags", async () => {
    await mapTags({ userId: "sub" });
    await giveRole("untagged", trusted([assume]), ownRole());
    await expect(sessionOf()).rejects.toMatchObject(refused);
    await mapTags({});
    await expect(sessionOf()).resolves.toBeDefined();
  });

  it("may ask about the tags", async () => {
    await mapTags({ userId: "sub" });
    const asking = (Condition: PolicyStatement["Condition"]): PolicyStatement => {
      const trust = trusted();
      return { ...trust, Condition: { ...trust.Condition, ...Condition } };
    };
    await giveRole("asks-well", asking({ StringLike: { "aws:RequestTag/userId": "*" } }));
    await expect(sessionOf()).resolves.toBeDefined();
    await giveRole("asks-others", asking({ StringLike: { "aws:RequestTag/userId": "another" } }));
    await expect(sessionOf()).rejects.toMatchObject(refused);
    await giveRole("asks-keys", asking({ "ForAllValues:StringLike": { "aws:TagKeys": ["team"] } }));
    await expect(sessionOf()).rejects.toMatchObject(refused);
  });
});

describe("a mapping", () => {
  it("is answered as it was set, by provider", async () => {
    const { IdentityPoolId, provider: IdentityProviderName } = pools;
    const set = await mapTags({ userId: "sub", client: "aud" });
    const expected = { IdentityPoolId, IdentityProviderName, UseDefaults: false };
    expect(set).toMatchObject({ ...expected, PrincipalTags: { userId: "sub", client: "aud" } });
    expect(
      await cloud.identity.getPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName }),
    ).toMatchObject({ ...expected, PrincipalTags: { userId: "sub", client: "aud" } });
    expect(
      await cloud.identity.getPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName: "other" }),
    ).toMatchObject({ UseDefaults: false, PrincipalTags: {} });
  });

  it.each([
    ["of keys that differ in case only", { userId: "sub", userid: "email" }, /differ in case/],
    ["to no claim", { userId: "" }, /between 1 and 256/],
    ["of too many keys", Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "sub"])), /50/],
  ])("%s is refused", async (_what, tags, message) => {
    await expect(mapTags(tags)).rejects.toThrow(message);
  });

  it.each([
    ["a tag key that STS does not take", { "user#id": "sub" }],
    ["a tag key of AWS's own", { "aws:id": "sub" }],
  ])("to %s gives no credentials", async (_what, tags) => {
    await mapTags(tags);
    await expect(sessionOf()).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("of a pool that is not there is not found", async () => {
    const IdentityPoolId = "us-east-1:00000000-0000-0000-0000-000000000000";
    await expect(
      cloud.identity.getPrincipalTagAttributeMap({ IdentityPoolId, IdentityProviderName: "p" }),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});
