// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of policy variables
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { STS } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  account,
  createPools,
  credentialsOf,
  type IdentityCloud,
  newcomer,
  newRole,
  type Pools,
  startIdentityCloud,
  trustOf,
} from "../../support/identity.ts";

const table = `arn:aws:dynamodb:us-east-1:${account}:table/notes`;
const ownItems = {
  Effect: "Allow",
  Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
  Resource: table,
  Condition: {
    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${cognito-identity.amazonaws.com:sub}"] },
  },
} as const;

let stateDir: string;
let cloud: IdentityCloud;
let pools: Pools;
let ada: Awaited<ReturnType<typeof newcomer>>;
let bob: Awaited<ReturnType<typeof newcomer>>;

beforeAll(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-identity-"));
  cloud = await startIdentityCloud({ stateDir, dynamodb: true });
  pools = await createPools(cloud);
  const { IdentityPoolId } = pools;
  const authenticated = await newRole(cloud, "member", trustOf(IdentityPoolId), ownItems);
  await cloud.identity.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated } });
  ada = await newcomer(cloud, pools, "ada@example.com");
  bob = await newcomer(cloud, pools, "bob@example.com");
  await new DynamoDBClient(cloud.client).send(
    new CreateTableCommand({
      TableName: "notes",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "owner", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "owner", AttributeType: "S" }],
    }),
  );
});
afterAll(async () => {
  await cloud.close();
  await rm(stateDir, { recursive: true });
});

type Keys = Awaited<ReturnType<typeof credentialsOf>>["keys"];
const dynamodbAs = (credentials: Keys) => new DynamoDBClient({ ...cloud.client, credentials });
const put = (owner: string) => new PutItemCommand({ TableName: "notes", Item: { owner: { S: owner } } });
const get = (owner: string) => new GetItemCommand({ TableName: "notes", Key: { owner: { S: owner } } });
const denied = expect.objectContaining({ name: "AccessDeniedException" });

describe("credentials of an identity", () => {
  it("are a session of the pool's role, for an hour", async () => {
    const { keys, Credentials } = await credentialsOf(cloud, pools.IdentityPoolId, ada.Logins);
    expect(Math.round(((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(60);
    const { Arn } = await new STS({ ...cloud.client, credentials: keys }).getCallerIdentity({});
    expect(Arn).toBe(`arn:aws:sts::${account}:assumed-role/member/CognitoIdentityCredentials`);
  });

  it("reach what is the identity's own, and nothing of anybody else", async () => {
    const first = await credentialsOf(cloud, pools.IdentityPoolId, ada.Logins);
    const second = await credentialsOf(cloud, pools.IdentityPoolId, bob.Logins);
    const asAda = dynamodbAs(first.keys);
    await asAda.send(put(first.identityId));
    await dynamodbAs(second.keys).send(put(second.identityId));
    expect((await asAda.send(get(first.identityId))).Item).toEqual({ owner: { S: first.identityId } });
    await expect(asAda.send(get(second.identityId))).rejects.toEqual(denied);
    await expect(asAda.send(put(second.identityId))).rejects.toEqual(denied);
    await expect(asAda.send(put("${cognito-identity.amazonaws.com:sub}"))).rejects.toEqual(denied);
  });

  it("survive a restart, and so do the pool and the identity", async () => {
    const { keys, identityId } = await credentialsOf(cloud, pools.IdentityPoolId, ada.Logins);
    await cloud.close();
    cloud = await startIdentityCloud({ stateDir, dynamodb: true });
    await dynamodbAs(keys).send(get(identityId));
    expect((await credentialsOf(cloud, pools.IdentityPoolId, ada.Logins)).identityId).toBe(identityId);
  });

  it("end after an hour", async () => {
    const { keys, identityId } = await credentialsOf(cloud, pools.IdentityPoolId, ada.Logins);
    const clientAt = (passedMs: number) => {
      const client = dynamodbAs(keys);
      client.config.systemClockOffset = passedMs;
      return client;
    };
    const almost = 3_590_000;
    const later = 20_000;
    cloud.passMs(almost);
    try {
      await clientAt(almost).send(get(identityId));
      cloud.passMs(later);
      await expect(clientAt(almost + later).send(get(identityId))).rejects.toMatchObject({
        name: "ExpiredTokenException",
      });
      cloud.passMs(-later);
    } finally {
      cloud.passMs(-almost);
    }
  });

  it("are there for browsers of any origin", async () => {
    const headers = {
      "x-amz-target": "AWSCognitoIdentityService.GetId",
      "content-type": "application/x-amz-json-1.1",
      origin: "http://127.0.0.1:8080",
    };
    const preflight = await fetch(cloud.endpoint, {
      method: "OPTIONS",
      headers: {
        origin: headers.origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,x-amz-target",
      },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    const answer = await fetch(cloud.endpoint, {
      method: "POST",
      headers,
      body: JSON.stringify({ IdentityPoolId: pools.IdentityPoolId, Logins: ada.Logins }),
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await answer.json()).toEqual({ IdentityId: expect.stringMatching(/^us-east-1:/) });
  });
});

describe("a role", () => {
  const withRole = async (authenticated: string) => {
    const { IdentityPoolId } = await createPools(cloud);
    const { ClientId, provider } = pools;
    await cloud.identity.updateIdentityPool({
      IdentityPoolId,
      IdentityPoolName: "test",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId }],
    });
    await cloud.identity.setIdentityPoolRoles({ IdentityPoolId, Roles: { authenticated } });
    return credentialsOf(cloud, IdentityPoolId, ada.Logins);
  };
  const refused = {
    name: "InvalidIdentityPoolConfigurationException",
    message: "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  };

  it("that trusts another pool gives nothing", async () => {
    await expect(withRole(`arn:aws:iam::${account}:role/member`)).rejects.toMatchObject(refused);
  });

  it("that trusts guests only gives nothing", async () => {
    const trust = { ...trustOf("*", "unauthenticated") };
    const role = await newRole(cloud, "guests-only", {
      ...trust,
      Condition: { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" } },
    });
    await expect(withRole(role)).rejects.toMatchObject(refused);
  });

  it.each([
    ["the account", { AWS: account }],
    ["everyone in AWS", { AWS: "*" }],
    ["another provider", { Federated: "accounts.google.com" }],
  ])("that trusts %s gives nothing", async (who, Principal) => {
    const role = await newRole(cloud, `trusts-${who.replaceAll(" ", "-")}`, {
      Effect: "Allow",
      Principal,
      Action: "sts:AssumeRoleWithWebIdentity",
    });
    await expect(withRole(role)).rejects.toMatchObject(refused);
  });

  it("that is not there gives nothing", async () => {
    await expect(withRole(`arn:aws:iam::${account}:role/nobody`)).rejects.toMatchObject(refused);
  });

  it("is missing when the pool has none", async () => {
    const { IdentityPoolId, ...bare } = await createPools(cloud);
    const { Logins } = await newcomer(cloud, { ...bare, IdentityPoolId }, "gus@example.com");
    await expect(credentialsOf(cloud, IdentityPoolId, Logins)).rejects.toMatchObject(refused);
  });
});
