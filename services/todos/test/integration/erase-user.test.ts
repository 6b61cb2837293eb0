import { randomUUID } from "node:crypto";
import { BatchWriteItemCommand, DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { newTodoId, type UserId, userId } from "@skein/contracts/ids";
import { createDynamoDbEngine } from "@skein/local-cloud/engines/dynamodb/dynamodb-engine";
import { createS3Engine } from "@skein/local-cloud/engines/s3/s3-engine";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestCloud, type TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";
import { createTemplateTable } from "../../../../packages/local-cloud/test/support/template-table.ts";
import { closedAccounts } from "../../src/adapters/closed-accounts.ts";
import { dynamoDbDocuments } from "../../src/adapters/dynamodb-documents.ts";
import { folders } from "../../src/adapters/folders.ts";
import { ownedItems } from "../../src/adapters/owned-items.ts";
import { todoRepository } from "../../src/adapters/todo-repository.ts";
import { eraseUser } from "../../src/domain/erase-user.ts";
import { type Files, filesIn } from "../builders/files.ts";
import { aTodo } from "../builders/todo.ts";

const resources = (name: string) => new URL(`../../resources/${name}.yml`, import.meta.url);

let cloud: TestCloud;
let client: DynamoDBClient;
let files: Files;

beforeAll(async () => {
  cloud = await startTestCloud({
    engines: async (context) => [await createDynamoDbEngine(context), createS3Engine(context)],
  });
  files = await filesIn(cloud);
  const admin = new DynamoDBClient(cloud.client);
  await createTemplateTable(admin, resources("todos-table"), "TodosTable");
  await createTemplateTable(admin, resources("todos-table"), "IdempotencyTable");
  await createTemplateTable(admin, resources("closed-accounts"), "ClosedAccountsTable");
  admin.destroy();
});
beforeEach(() => {
  client = new DynamoDBClient(cloud.client);
});
afterEach(() => {
  client.destroy();
});
afterAll(async () => {
  files?.s3.destroy();
  await cloud?.close();
});

const somebody = () => userId.parse(randomUUID());

const addTodos = async (ownerId: UserId, count: number) => {
  const todos = todoRepository({ tableName: "TodosTable", tables: dynamoDbDocuments(client) });
  for (let n = 0; n < count; n += 1) await todos.add(ownerId, aTodo({ id: newTodoId() }));
};

const addKey = (owner: UserId, id = randomUUID()) =>
  client.send(
    new PutItemCommand({
      TableName: "IdempotencyTable",
      Item: { id: { S: id }, owner: { S: owner }, answer: { S: "what the user wrote" } },
    }),
  );

const ownersIn = async (TableName: string, attribute: string) => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items.map((item) => item[attribute]?.S);
};

const erase = (id: UserId, signal = new AbortController().signal) =>
  eraseUser(id, {
    closedAccounts: closedAccounts("ClosedAccountsTable", client),
    todos: ownedItems({ tableName: "TodosTable", owner: "ownerId", key: ["ownerId", "id"], signal, client }),
    idempotencyKeys: ownedItems({
      tableName: "IdempotencyTable",
      indexName: "owner",
      owner: "owner",
      key: ["id"],
      signal,
      client,
    }),
    folders: folders(signal, files.bucket),
  });

describe("erasing a user", () => {
  it("takes all todos, kept answers and files of that user, in pages, and nobody else's", async () => {
    const [gone, other] = [somebody(), somebody()];
    await addTodos(gone, 130);
    await addTodos(other, 2);
    for (const owner of [gone, gone, other]) await addKey(owner);
    await files.put(`${gone}/a`, `${gone}/b`, `${other}/kept`);
    await files.begin(`${gone}/c`);
    expect(await erase(gone)).toEqual({ todos: 130, idempotencyKeys: 2, files: 2, uploads: 1 });
    expect(await files.keys()).toEqual([`${other}/kept`]);
    for (const owners of [
      await ownersIn("TodosTable", "ownerId"),
      await ownersIn("IdempotencyTable", "owner"),
    ]) {
      expect(owners).not.toContain(gone);
      expect(owners).toContain(other);
    }
    expect(await closedAccounts("ClosedAccountsTable", client).has(gone)).toBe(true);
    expect(await closedAccounts("ClosedAccountsTable", client).has(other)).toBe(false);
  });

  it("finds nothing the second time", async () => {
    const gone = somebody();
    await addTodos(gone, 3);
    await erase(gone);
    expect(await erase(gone)).toEqual({ todos: 0, idempotencyKeys: 0, files: 0, uploads: 0 });
  });

  it("comes again for what DynamoDB left undone", async () => {
    const gone = somebody();
    await addTodos(gone, 30);
    client.middlewareStack.add(
      (next) => async (command) => {
        const { input } = command;
        if (!("RequestItems" in input) || !input.RequestItems) return next(command);
        const { TodosTable: requests = [] } = input.RequestItems as Record<string, never[]>;
        const some = { ...input, RequestItems: { TodosTable: requests.slice(0, 10) } };
        const answer = await next({ ...command, input: some });
        Object.assign(answer.output, { UnprocessedItems: { TodosTable: requests.slice(10) } });
        if (requests.length <= 10) Object.assign(answer.output, { UnprocessedItems: {} });
        return answer;
      },
      { step: "initialize" },
    );
    expect(await erase(gone)).toMatchObject({ todos: 30 });
    expect(await ownersIn("TodosTable", "ownerId")).not.toContain(gone);
  });

  it("goes on with what is left after it was interrupted", async () => {
    const gone = somebody();
    await addTodos(gone, 60);
    let batches = 0;
    client.middlewareStack.add(
      (next, { commandName }) =>
        (command) => {
          if (commandName === BatchWriteItemCommand.name && ++batches === 2)
            throw new Error("the function died");
          return next(command);
        },
      { step: "initialize", name: "die" },
    );
    await expect(erase(gone)).rejects.toThrow("died");
    expect((await ownersIn("TodosTable", "ownerId")).filter((owner) => owner === gone)).toHaveLength(35);
    expect(await erase(gone)).toMatchObject({ todos: 35 });
  });

  it("stops when the time is up", async () => {
    const gone = somebody();
    await addTodos(gone, 3);
    await expect(erase(gone, AbortSignal.abort(new Error("time is up")))).rejects.toThrow("time is up");
    expect(await erase(gone)).toMatchObject({ todos: 3 });
  });
});
