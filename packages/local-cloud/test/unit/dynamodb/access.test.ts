import { describe, expect, it } from "vitest";
import { batchWriteAccess } from "../../../src/engines/dynamodb/access/batch-access.ts";
import { itemAccess } from "../../../src/engines/dynamodb/access/item-access.ts";
import { queryAccess } from "../../../src/engines/dynamodb/access/query-access.ts";
import { statementAccess } from "../../../src/engines/dynamodb/access/statement-access.ts";
import { unknownLeadingKey } from "../../../src/engines/dynamodb/access/table-access.ts";
import { transactionAccess } from "../../../src/engines/dynamodb/access/transaction-access.ts";
import { arnsOf } from "../../../src/engines/dynamodb/arns.ts";
import { createTableCatalog } from "../../../src/engines/dynamodb/table-catalog.ts";

const arns = arnsOf("eu-west-1", "123456789012");
const catalog = createTableCatalog();
catalog.set({
  TableName: "todos",
  KeySchema: [
    { AttributeName: "owner", KeyType: "HASH" },
    { AttributeName: "id", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: "by-status", KeySchema: [{ AttributeName: "status", KeyType: "HASH" }] },
  ],
});
const scope = { arns, catalog, settings: { policyDocument: () => undefined } };
const todos = "arn:aws:dynamodb:eu-west-1:123456789012:table/todos";
const key = { owner: { S: "ada" }, id: { S: "1" } };

describe("access of item operations", () => {
  it("names table, leading key, attributes and return values of an update", () => {
    expect(
      itemAccess(scope, "UpdateItem", {
        TableName: "todos",
        Key: key,
        UpdateExpression: "SET #t = :t",
        ExpressionAttributeNames: { "#t": "title" },
        ReturnValues: "ALL_NEW",
      }),
    ).toEqual({
      action: "dynamodb:UpdateItem",
      resources: [todos],
      context: {
        "dynamodb:LeadingKeys": ["ada"],
        "dynamodb:Attributes": ["owner", "id", "title"],
        "dynamodb:ReturnValues": "ALL_NEW",
      },
    });
  });

  it("says of a whole read that it selects all attributes, and lists none", () => {
    const { context } = itemAccess(scope, "GetItem", { TableName: todos, Key: key });
    expect(context).toEqual({ "dynamodb:LeadingKeys": ["ada"], "dynamodb:Select": "ALL_ATTRIBUTES" });
  });

  it("asks for each write of a batch, per table", () => {
    const access = batchWriteAccess(scope, {
      RequestItems: {
        todos: [{ PutRequest: { Item: { ...key, title: { S: "x" } } } }, { DeleteRequest: { Key: key } }],
        other: [{ DeleteRequest: { Key: { id: { N: "1" } } } }],
      },
    });
    expect(access.map((entry) => [entry.action, entry.resources[0]])).toEqual([
      ["dynamodb:BatchWriteItem", todos],
      ["dynamodb:BatchWriteItem", todos.replace("todos", "other")],
    ]);
    expect(access[0]?.context?.["dynamodb:LeadingKeys"]).toEqual(["ada", "ada"]);
  });

  it("asks for the action of each item of a transaction", () => {
    const access = transactionAccess(scope, "TransactWriteItems", {
      TransactItems: [
        { Put: { TableName: "todos", Item: key } },
        { ConditionCheck: { TableName: "todos", Key: key, ConditionExpression: "attribute_exists(id)" } },
      ],
    });
    expect(access.map((entry) => entry.action)).toEqual(["dynamodb:PutItem", "dynamodb:ConditionCheckItem"]);
    expect(access[1]?.context?.["dynamodb:EnclosingOperation"]).toBe("TransactWriteItems");
  });
});

describe("access of queries", () => {
  it.each([
    ["#o = :o AND begins_with(id, :p)", "ada"],
    ["id > :p AND :o = #o", "ada"],
  ])("finds the partition key in %s", (KeyConditionExpression, expected) => {
    const { context } = queryAccess(scope, "Query", {
      TableName: "todos",
      KeyConditionExpression,
      ExpressionAttributeNames: { "#o": "owner" },
      ExpressionAttributeValues: { ":o": { S: "ada" }, ":p": { S: "x" } },
    });
    expect(context?.["dynamodb:LeadingKeys"]).toEqual([expected]);
  });

  it("is on the index, with the index's partition key, when one is named", () => {
    const access = queryAccess(scope, "Query", {
      TableName: "todos",
      IndexName: "by-status",
      KeyConditionExpression: "#s = :s",
      ExpressionAttributeNames: { "#s": "status" },
      ExpressionAttributeValues: { ":s": { S: "open" } },
    });
    expect(access.resources).toEqual([`${todos}/index/by-status`]);
    expect(access.context).toEqual({
      "dynamodb:LeadingKeys": ["open"],
      "dynamodb:Select": "ALL_PROJECTED_ATTRIBUTES",
    });
  });

  it("states a key that no policy names when it cannot tell the key", () => {
    const { context } = queryAccess(scope, "Query", {
      TableName: "todos",
      KeyConditionExpression: "size(owner) > :n",
    });
    expect(context?.["dynamodb:LeadingKeys"]).toEqual([unknownLeadingKey]);
  });
});

describe("access of PartiQL statements", () => {
  it.each([
    [`SELECT * FROM "todos"."by-status" WHERE status = 'open'`, "PartiQLSelect", `${todos}/index/by-status`],
    ["select id from todos", "PartiQLSelect", todos],
    [`INSERT INTO "todos" VALUE {'owner':'ada'}`, "PartiQLInsert", todos],
    [`UPDATE "todos" SET title='x' WHERE owner='ada'`, "PartiQLUpdate", todos],
    [`DELETE FROM "todos" WHERE owner='ada'`, "PartiQLDelete", todos],
  ])("%s", (Statement, action, resource) => {
    const access = statementAccess(scope, { Statement });
    expect([access.action, access.resources[0]]).toEqual([`dynamodb:${action}`, resource]);
    expect(access.context).toEqual({ "dynamodb:LeadingKeys": [unknownLeadingKey] });
  });

  it("refuses what is no statement", () => {
    expect(() => statementAccess(scope, { Statement: "DROP TABLE todos" })).toThrow("well formed");
  });
});
