import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIamEngine } from "../../../src/engines/iam/iam-engine.ts";
import {
  createFunctionCredentials,
  type FunctionCredentials,
} from "../../../src/engines/sts/function-credentials.ts";
import { createStsEngine } from "../../../src/engines/sts/sts-engine.ts";
import { type CredentialStore, firstOf } from "../../../src/gateway/credential-store.ts";
import type { IdentityPolicies } from "../../../src/iam/identity-policies.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const account = "000000000000";
const functions = new Map([["f", `arn:aws:iam::${account}:role/function`]]);

/** A cloud whose roles count: sessions and functions are known to the gateway. */
const startCloudWithRoles = async (stateDir: string, now: () => Date) => {
  const late: {
    credentials?: CredentialStore;
    policies?: IdentityPolicies;
    functions?: FunctionCredentials;
  } = {};
  const cloud = await startTestCloud({
    stateDir,
    now,
    credentials: { find: (accessKeyId) => late.credentials?.find(accessKeyId) },
    policies: { ofRole: (arn) => late.policies?.ofRole(arn) },
    engines: (context) => {
      const iam = createIamEngine(context);
      const sts = createStsEngine({ ...context, iam: iam.store, now });
      late.functions = createFunctionCredentials({
        ...context,
        secret: "of the cloud",
        iam: iam.store,
        functions: { names: () => [...functions.keys()], roleArnOf: (name) => functions.get(name) },
      });
      late.credentials = firstOf(sts.sessions, late.functions);
      late.policies = iam.store;
      return [iam, sts];
    },
  });
  return { cloud, credentialsOf: (name: string) => late.functions?.of(name) };
};

let stateDir: string;
let cloud: TestCloud;
let credentialsOf: (name: string) => ReturnType<FunctionCredentials["of"]> | undefined;
let clock = () => new Date();
let iam: IAMClient;
let sts: STSClient;

const start = async () => {
  ({ cloud, credentialsOf } = await startCloudWithRoles(stateDir, () => clock()));
  iam = new IAMClient(cloud.client);
  sts = new STSClient(cloud.client);
};
beforeAll(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-sts-"));
  await start();
  await newRole("reader", { AWS: `arn:aws:iam::${account}:root` });
  await allowing("reader", "iam:GetRole", "iam:ListRoles");
  await newRole("function", { Service: "lambda.amazonaws.com" });
  await allowing("function", "iam:GetRole");
});
afterAll(async () => {
  await cloud.close();
  await rm(stateDir, { recursive: true });
});

const newRole = (RoleName: string, Principal: Record<string, string>) =>
  iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
      }),
    }),
  );
const allowing = (RoleName: string, ...Action: string[]) =>
  iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: "p",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action, Resource: "*" }],
      }),
    }),
  );

const assume = async (more: Partial<AssumeRoleCommandInput> = {}) => {
  const input = { RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: "test", ...more };
  const answer = await sts.send(new AssumeRoleCommand(input));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = answer.Credentials ?? {};
  return {
    ...answer,
    keys: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
};
const keysOf = (name: string) => {
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = credentialsOf(name) ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
};
type Keys = ReturnType<typeof keysOf>;
const iamAs = (credentials: Keys) => new IAMClient({ ...cloud.client, credentials });
const getRole = new GetRoleCommand({ RoleName: "reader" });

describe("GetCallerIdentity", () => {
  it("names the administrator", async () => {
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: account,
      Arn: `arn:aws:iam::${account}:root`,
    });
  });

  it("names a session, which needs no permission to ask", async () => {
    const { keys, AssumedRoleUser } = await assume();
    const identity = await new STSClient({ ...cloud.client, credentials: keys }).send(
      new GetCallerIdentityCommand({}),
    );
    expect(identity).toMatchObject({
      Arn: `arn:aws:sts::${account}:assumed-role/reader/test`,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
    expect(identity.UserId).toMatch(/^AROA[A-Z2-7]{17}:test$/);
  });
});

describe("a session", () => {
  it("may do what its role may, and hears exactly what it may not", async () => {
    const session = iamAs((await assume()).keys);
    expect((await session.send(getRole)).Role?.RoleName).toBe("reader");
    await expect(session.send(new DeleteRoleCommand({ RoleName: "reader" }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:sts::${account}:assumed-role/reader/test is not authorized to perform: iam:DeleteRole on resource: arn:aws:iam::${account}:role/reader because no identity-based policy allows the iam:DeleteRole action`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("is narrowed by its own policy", async () => {
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "iam:GetRole", Resource: "*" }],
    });
    const session = iamAs((await assume({ Policy })).keys);
    await session.send(getRole);
    await expect(session.send(new ListRolesCommand({}))).rejects.toThrow(
      "because no session policy allows the iam:ListRoles action",
    );
  });

  it("feels a change of its role at once", async () => {
    await newRole("moody", { AWS: account });
    const session = iamAs((await assume({ RoleArn: `arn:aws:iam::${account}:role/moody` })).keys);
    await expect(session.send(getRole)).rejects.toMatchObject({ name: "AccessDenied" });
    await allowing("moody", "iam:GetRole");
    await session.send(getRole);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: "moody", PolicyName: "p" }));
    await expect(session.send(getRole)).rejects.toMatchObject({ name: "AccessDenied" });
    await iam.send(new DeleteRoleCommand({ RoleName: "moody" }));
    await expect(session.send(getRole)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });

  it("needs its token, and the right one", async () => {
    const { keys } = await assume();
    const { sessionToken: _, ...bare } = keys;
    await expect(new IAMClient({ ...cloud.client, credentials: bare }).send(getRole)).rejects.toMatchObject({
      name: "InvalidClientTokenId",
    });
    await expect(iamAs({ ...keys, sessionToken: "other" }).send(getRole)).rejects.toMatchObject({
      name: "InvalidClientTokenId",
    });
  });

  it("ends on time", async () => {
    const { keys, Credentials } = await assume({ DurationSeconds: 900 });
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 890_000);
    const session = iamAs(keys);
    await session.send(getRole);
    try {
      // The client signs at the real time, which is still within the allowed skew.
      clock = () => new Date(Date.now() + 899_000);
      await session.send(getRole);
      const late = iamAs(keys);
      late.config.systemClockOffset = 901_000;
      clock = () => new Date(Date.now() + 901_000);
      await expect(late.send(getRole)).rejects.toMatchObject({ name: "ExpiredToken" });
    } finally {
      clock = () => new Date();
    }
  });

  it("survives a restart", async () => {
    const { keys } = await assume();
    const functionKeys = keysOf("f");
    await cloud.close();
    await start();
    await iamAs(keys).send(getRole);
    await iamAs(functionKeys).send(getRole);
  });
});

describe("AssumeRole", () => {
  it("is refused when the role does not trust the caller, or is not there", async () => {
    for (const name of ["function", "nobody"]) {
      const RoleArn = `arn:aws:iam::${account}:role/${name}`;
      await expect(assume({ RoleArn })).rejects.toMatchObject({
        name: "AccessDenied",
        message: `User: arn:aws:iam::${account}:root is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      });
    }
  });

  it("asks for a permission of the caller when the role only trusts the account", async () => {
    const session = new STSClient({ ...cloud.client, credentials: (await assume()).keys });
    const again = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/reader`,
      RoleSessionName: "again",
    });
    await expect(session.send(again)).rejects.toMatchObject({ name: "AccessDenied" });
    await allowing("reader", "iam:GetRole", "iam:ListRoles", "sts:AssumeRole");
    await session.send(again);
  });

  it.each([
    [{ RoleSessionName: "a:b" }, "Value 'a:b' at 'roleSessionName' failed to satisfy constraint"],
    [{ RoleArn: "nothing-valid-in-here" }, "nothing-valid-in-here is invalid"],
    [{ DurationSeconds: 899 }, "Value '899' at 'durationSeconds' failed"],
    [{ DurationSeconds: 7_200 }, "exceeds the MaxSessionDuration"],
    [{ Tags: [{ Key: "a", Value: "b" }] }, "Tags is not supported by the local cloud"],
  ])("refuses %j", async (input, message) => {
    await expect(assume(input)).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining(message),
    });
  });

  it("refuses a session policy that it could not evaluate", async () => {
    await expect(assume({ Policy: "{}" })).rejects.toMatchObject({
      name: "MalformedPolicyDocumentException",
    });
  });
});

describe("credentials of a function", () => {
  it("are a session of its role, named after it", async () => {
    const identity = await new STSClient({ ...cloud.client, credentials: keysOf("f") }).send(
      new GetCallerIdentityCommand({}),
    );
    expect(identity.Arn).toBe(`arn:aws:sts::${account}:assumed-role/function/f`);
  });

  it("end with the function", async () => {
    functions.set("g", `arn:aws:iam::${account}:role/function`);
    const client = iamAs(keysOf("g"));
    await client.send(getRole);
    functions.delete("g");
    await expect(client.send(getRole)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });
});
