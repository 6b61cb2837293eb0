import {
  CreateTableCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoDbEngine } from "../../../src/engines/dynamodb/dynamodb-engine.ts";
import type { PolicyStatement } from "../../../src/iam/policy.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";

const accountId = "000000000000";
const table = `arn:aws:dynamodb:us-east-1:${accountId}:table/notes`;
const keys = { accessKeyId: "AKIATESTROLE00000000", secretAccessKey: "secret-of-the-role" };
const roleArn = `arn:aws:iam::${accountId}:role/notes`;

describe("permissions", () => {
  let cloud: TestCloud;
  let admin: DynamoDBClient;
  let role: DynamoDBClient;
  let statements: PolicyStatement[] = [];

  beforeAll(async () => {
    cloud = await startTestCloud({
      engines: async (context) => [await createDynamoDbEngine(context)],
      credentials: {
        find: (accessKeyId) =>
          accessKeyId === keys.accessKeyId
            ? {
                secretAccessKey: keys.secretAccessKey,
                principal: {
                  kind: "role",
                  arn: `arn:aws:sts::${accountId}:assumed-role/notes/test`,
                  accountId,
                  roleArn,
                },
              }
            : undefined,
      },
      policies: { ofRole: () => [{ Version: "2012-10-17", Statement: statements }] },
    });
    admin = new DynamoDBClient(cloud.client);
    role = new DynamoDBClient({ ...cloud.client, credentials: keys });
    await admin.send(
      new CreateTableCommand({
        TableName: "notes",
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: "owner", KeyType: "HASH" },
          { AttributeName: "id", KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: "owner", AttributeType: "S" },
          { AttributeName: "id", AttributeType: "S" },
        ],
      }),
    );
  });
  afterAll(async () => {
    admin.destroy();
    role.destroy();
    await cloud.close();
  });

  const allow = (Action: string[], more: Partial<PolicyStatement> = {}) => {
    statements = [{ Effect: "Allow", Action, Resource: table, ...more }];
  };
  const itemOf = (owner: string) => ({ owner: { S: owner }, id: { S: "1" }, secret: { S: "x" } });
  const keyOf = (owner: string) => ({ owner: { S: owner }, id: { S: "1" } });
  const put = (owner: string) => new PutItemCommand({ TableName: "notes", Item: itemOf(owner) });
  const denied = (action: string, resource = table) =>
    expect.objectContaining({
      name: "AccessDeniedException",
      message: expect.stringMatching(
        new RegExp(
          `assumed-role/notes/test is not authorized to perform: dynamodb:${action} on resource: ${resource}`,
        ),
      ),
    });

  it("are needed for each action, and the refusal names it", async () => {
    allow(["dynamodb:GetItem"]);
    await expect(role.send(put("ada"))).rejects.toEqual(denied("PutItem"));
    await expect(
      role.send(new GetItemCommand({ TableName: "notes", Key: keyOf("ada") })),
    ).resolves.toBeDefined();
  });

  it("can keep a role to the items of one owner", async () => {
    allow(["dynamodb:PutItem", "dynamodb:Query", "dynamodb:PartiQLSelect"], {
      Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["ada"] } },
    });
    const query = (owner: string) =>
      new QueryCommand({
        TableName: "notes",
        KeyConditionExpression: "#o = :o",
        ExpressionAttributeNames: { "#o": "owner" },
        ExpressionAttributeValues: { ":o": { S: owner } },
      });
    await role.send(put("ada"));
    await expect(role.send(put("eve"))).rejects.toEqual(denied("PutItem"));
    expect((await role.send(query("ada"))).Count).toBe(1);
    await expect(role.send(query("eve"))).rejects.toEqual(denied("Query"));
    await expect(role.send(new ScanCommand({ TableName: "notes" }))).rejects.toEqual(denied("Scan"));
    const statement = new ExecuteStatementCommand({ Statement: `SELECT * FROM "notes" WHERE owner = 'eve'` });
    await expect(role.send(statement)).rejects.toEqual(denied("PartiQLSelect"));
  });

  it("can keep a role to some attributes", async () => {
    allow(["dynamodb:GetItem"], {
      Condition: {
        "ForAllValues:StringEquals": { "dynamodb:Attributes": ["owner", "id"] },
        StringEquals: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
      },
    });
    const get = (ProjectionExpression?: string) =>
      new GetItemCommand({
        TableName: "notes",
        Key: keyOf("ada"),
        ...(ProjectionExpression
          ? { ProjectionExpression, ExpressionAttributeNames: { "#o": "owner" } }
          : {}),
      });
    await expect(role.send(get("#o, id"))).resolves.toBeDefined();
    await expect(role.send(get("#o, secret"))).rejects.toEqual(denied("GetItem"));
    await expect(role.send(get())).rejects.toEqual(denied("GetItem"));
  });

  it("of a transaction are those of its parts", async () => {
    allow(["dynamodb:PutItem"]);
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName: "notes", Item: itemOf("bob") } },
        { Delete: { TableName: "notes", Key: keyOf("ada") } },
      ],
    });
    await expect(role.send(transaction)).rejects.toEqual(denied("DeleteItem"));
    allow(["dynamodb:PutItem", "dynamodb:DeleteItem"]);
    await expect(role.send(transaction)).resolves.toBeDefined();
  });

  it("can come from the table's own policy, and be taken by it", async () => {
    allow(["dynamodb:ListTables"]);
    const policy = (Effect: "Allow" | "Deny") =>
      new PutResourcePolicyCommand({
        ResourceArn: table,
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect, Principal: { AWS: roleArn }, Action: "dynamodb:GetItem", Resource: table }],
        }),
      });
    const get = new GetItemCommand({ TableName: "notes", Key: keyOf("bob") });
    await expect(role.send(get)).rejects.toEqual(denied("GetItem"));
    await admin.send(policy("Allow"));
    await expect(role.send(get)).resolves.toMatchObject({ Item: itemOf("bob") });
    allow(["dynamodb:GetItem"]);
    await admin.send(policy("Deny"));
    await expect(role.send(get)).rejects.toEqual(denied("GetItem"));
  });
});
