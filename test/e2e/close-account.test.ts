import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { login, newPerson, type Person, password } from "./support/person.ts";
import { type CloudEvent, clientConfig, type EventQueue, subscribeQueue } from "./support/queue.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";

const userDeleted = "skein.users.user.deleted.v1";
const traceId = randomBytes(16).toString("hex");
const displayName = "Somebody who will be gone";

let checkout: Checkout;
let skein: Running;
let outputs: Outputs;
let dynamoDb: DynamoDBClient;
let sqs: SQSClient;
let todosUrl: string;
let meUrl: string;

let person: Person;
let id: string;
let neighbour: Person;
let listener: EventQueue;
let event: CloudEvent | undefined;

const todosOf = async (ownerId: string) => {
  const { Items = [] } = await dynamoDb.send(
    new QueryCommand({
      TableName: "skein-dev-todos",
      KeyConditionExpression: "ownerId = :ownerId",
      ExpressionAttributeValues: { ":ownerId": { S: ownerId } },
      ConsistentRead: true,
    }),
  );
  return Items;
};

const everythingIn = async (TableName: string) =>
  (await dynamoDb.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items ?? [];

const textOf = async (TableName: string): Promise<string> => JSON.stringify(await everythingIn(TableName));

const urlOf = async (QueueName: string) =>
  (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? "";

const depthOf = async (queueName: string) => {
  const QueueUrl = await urlOf(queueName);
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible)
  );
};

const addTodos = async (owner: Person, count: number) => {
  for (let n = 0; n < count; n += 1) {
    const headers = { "idempotency-key": randomUUID() };
    const { status } = await owner.call("POST", todosUrl, {
      body: { title: `private matter ${n}` },
      headers,
    });
    expect(status).toBe(201);
  }
};

const idOf = async (somebody: Person): Promise<string> =>
  (await somebody.call<{ id: string }>("GET", meUrl)).body.id;

beforeAll(async () => {
  checkout = makeCheckout();
  skein = await npmStart(checkout.root, await freePortBase(), "todos");
  outputs = readOutputs(checkout.root);
  dynamoDb = new DynamoDBClient(clientConfig(outputs));
  sqs = new SQSClient(clientConfig(outputs));
  todosUrl = `${outputs.todos.ApiUrl}/todos`;
  meUrl = `${outputs.users.ApiUrl}/me`;

  person = await newPerson(outputs);
  id = await idOf(person);
  neighbour = await newPerson(outputs);
  await person.call("PATCH", meUrl, { body: { displayName } });
  await addTodos(person, 40);
  await addTodos(neighbour, 2);
  listener = await subscribeQueue(outputs, outputs.users.EventsTopicArn, [userDeleted]);
});

afterAll(async () => {
  dynamoDb?.destroy();
  sqs?.destroy();
  await skein?.interrupt();
  checkout?.remove();
});

test("DELETE /me closes the account: its login is gone, and its token finds nobody", async () => {
  const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString("hex")}-01` };
  expect(await person.call("DELETE", meUrl, { headers })).toMatchObject({ status: 204 });
  await expect(login(outputs, person.email, password)).rejects.toMatchObject({
    name: "NotAuthorizedException",
  });
  expect(await person.call("GET", meUrl)).toMatchObject({ status: 404 });
  expect(await person.call("PATCH", meUrl, { body: { displayName: "Back" } })).toMatchObject({ status: 404 });
});

test("the world hears of it once, by the id alone", async () => {
  event = await listener.next();
  expect(event).toMatchObject({
    type: userDeleted,
    subject: id,
    data: { userId: id, deletedAt: expect.any(String) },
  });
  expect(Object.keys(event?.data ?? {}).toSorted()).toEqual(["deletedAt", "userId"]);
  for (const personal of [person.email, displayName]) expect(JSON.stringify(event)).not.toContain(personal);
});

test("all of its todos are erased, with the answers kept for its requests, and nobody else's", async () => {
  await expect.poll(() => todosOf(id), { timeout: 20_000 }).toEqual([]);
  await expect.poll(() => textOf("skein-dev-todos-idempotency"), { timeout: 20_000 }).not.toContain(id);
  expect(await todosOf(await idOf(neighbour))).toHaveLength(2);
});

test("the request's trace leads through topic and queue into the log of the function that erased", async () => {
  const log = () =>
    readFileSync(checkout.file(".local", "logs", "todos.jsonl"), "utf8")
      .split("\n")
      .filter((line) => line.includes(traceId));
  await expect.poll(log).toContainEqual(expect.stringContaining('"function":"eraseUser"'));
});

test("the token, which is good for an hour, adds nothing any more", async () => {
  expect(await person.call("POST", todosUrl, { body: { title: "late" } })).toMatchObject({ status: 401 });
  expect(await todosOf(id)).toEqual([]);
});

test("what remains is the time at which the account was closed, and nothing personal", async () => {
  const { Item } = await dynamoDb.send(
    new GetItemCommand({
      TableName: "skein-dev-users-profiles",
      Key: { id: { S: id } },
      ConsistentRead: true,
    }),
  );
  expect(Object.keys(Item ?? {}).toSorted()).toEqual(["closedAt", "id", "traceparent"]);
  for (const table of ["users-profiles", "todos", "todos-idempotency", "todos-closed-accounts"]) {
    const content = await textOf(`skein-dev-${table}`);
    for (const personal of [person.email, displayName]) expect(content).not.toContain(personal);
  }
});

test("a second DELETE changes nothing, and is not heard of", async () => {
  const before = await everythingIn("skein-dev-users-profiles");
  expect(await person.call("DELETE", meUrl)).toMatchObject({ status: 204 });
  expect(await everythingIn("skein-dev-users-profiles")).toEqual(before);

  // Somebody else's event comes after all that a second DELETE could have said.
  const another = await newPerson(outputs);
  const anotherId = await idOf(another);
  await another.call("DELETE", meUrl);
  expect(await listener.next()).toMatchObject({ subject: anotherId });
});

test("what a DELETE left undone, because it was cut short after its first write, is done without it", async () => {
  const unlucky = await newPerson(outputs);
  const unluckyId = await idOf(unlucky);
  await addTodos(unlucky, 1);
  await dynamoDb.send(
    new PutItemCommand({
      TableName: "skein-dev-users-profiles",
      Item: { id: { S: unluckyId }, closedAt: { S: new Date().toISOString() } },
    }),
  );
  const nameOfFailure = () => login(outputs, unlucky.email, password).then(String, ({ name }) => name);
  await expect.poll(nameOfFailure, { timeout: 20_000 }).toBe("NotAuthorizedException");
  await expect.poll(() => todosOf(unluckyId), { timeout: 20_000 }).toEqual([]);
});

test("the same event again changes nothing", async () => {
  const QueueUrl = await urlOf("skein-dev-todos-user-deleted");
  await expect.poll(() => depthOf("skein-dev-todos-user-deleted"), { timeout: 20_000 }).toBe(0);
  const tables = ["todos", "todos-idempotency", "todos-closed-accounts"];
  const contents = () => Promise.all(tables.map((table) => everythingIn(`skein-dev-${table}`)));
  const before = await contents();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  await expect.poll(() => depthOf("skein-dev-todos-user-deleted"), { timeout: 20_000 }).toBe(0);
  expect(await contents()).toEqual(before);
  expect(await depthOf("skein-dev-todos-user-deleted-failed")).toBe(0);
});

test("an event of an unknown version waits in the dead-letter queue, with the reason", async () => {
  const QueueUrl = await urlOf("skein-dev-todos-user-deleted");
  const future = { ...event, id: randomUUID(), type: "skein.users.user.deleted.v9" };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(future) }));
  await expect.poll(() => depthOf("skein-dev-todos-user-deleted-failed"), { timeout: 20_000 }).toBe(1);
  await expect.poll(() => depthOf("skein-dev-todos-user-deleted")).toBe(0);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: await urlOf("skein-dev-todos-user-deleted-failed"),
      MessageAttributeNames: ["failureReason"],
    }),
  );
  expect(Messages[0]?.MessageAttributes?.failureReason?.StringValue).toContain("skein.users.user.deleted.v9");
});
