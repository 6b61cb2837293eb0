import { randomUUID } from "node:crypto";
import { SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { cognitoOf, newPerson, type Person, request } from "./support/person.ts";
import { subscribeQueue } from "./support/queue.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";

interface Todo {
  id: string;
  title: string;
  version: number;
  completed: boolean;
}
interface Page {
  items: Todo[];
  cursor?: string;
}

let checkout: Checkout;
let skein: Running;
let outputs: Outputs;
let ada: Person;
let todosUrl: string;

beforeAll(async () => {
  checkout = makeCheckout();
  skein = await npmStart(checkout.root, await freePortBase(), "todos");
  outputs = readOutputs(checkout.root);
  ada = await newPerson(outputs);
  todosUrl = `${outputs.todos.ApiUrl}/todos`;
});

afterAll(async () => {
  await skein?.interrupt();
  checkout?.remove();
});

const createTodo = async (person: Person, title: string): Promise<Todo> => {
  const { status, body } = await person.call<Todo>("POST", todosUrl, { body: { title } });
  expect(status).toBe(201);
  return body;
};

describe("a person's todos", () => {
  test("120 todos are paged through, each seen once", async () => {
    const person = await newPerson(outputs);
    const titles = Array.from({ length: 120 }, (_, index) => `todo ${index}`);
    for (const title of titles) await createTodo(person, title);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ limit: "50", ...(cursor ? { cursor } : {}) });
      const { status, body } = await person.call<Page>("GET", `${todosUrl}?${query}`);
      expect(status).toBe(200);
      seen.push(...body.items.map(({ title }) => title));
      cursor = body.cursor;
    } while (cursor);
    expect(seen.toSorted()).toEqual(titles.toSorted());
  });

  test("completing one reaches a queue that filters for todo.completed, and only that", async () => {
    const queue = await subscribeQueue(outputs, outputs.todos.EventsTopicArn, [
      "skein.todos.todo.completed.v1",
    ]);
    const todo = await createTodo(ada, "tell the others");
    const completed = await ada.call<Todo>("PATCH", `${todosUrl}/${todo.id}`, {
      body: { completed: true },
      headers: { "if-match": `"${todo.version}"` },
    });
    expect(completed.status).toBe(200);
    expect(await queue.next()).toMatchObject({
      type: "skein.todos.todo.completed.v1",
      source: "/skein/todos",
      subject: todo.id,
    });
  });

  test("the status filter separates open from completed", async () => {
    const person = await newPerson(outputs);
    const done = await createTodo(person, "done");
    await createTodo(person, "open");
    await person.call("PATCH", `${todosUrl}/${done.id}`, {
      body: { completed: true },
      headers: { "if-match": `"${done.version}"` },
    });
    const titles = async (status: string) =>
      (await person.call<Page>("GET", `${todosUrl}?status=${status}`)).body.items.map(({ title }) => title);
    expect(await titles("completed")).toEqual(["done"]);
    expect(await titles("open")).toEqual(["open"]);
  });

  test("the profile made at confirmation answers at /me, and its name can be changed", async () => {
    const me = `${outputs.users.ApiUrl}/me`;
    const profile = await ada.call("GET", me);
    expect(profile).toMatchObject({ status: 200, body: { email: ada.email } });
    const renamed = await ada.call("PATCH", me, {
      body: { displayName: "Ada" },
      headers: { "if-match": profile.headers.get("etag") ?? "" },
    });
    expect(renamed).toMatchObject({ status: 200, body: { displayName: "Ada" } });
  });
});

describe("refused", () => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  test("no token", async () => {
    expect((await request("GET", todosUrl)).status).toBe(401);
  });

  test("a token whose payload was changed", async () => {
    const [header, payload = "", signature] = ada.accessToken.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: randomUUID() })).toString("base64url");
    expect((await request("GET", todosUrl, bearer([header, forged, signature].join(".")))).status).toBe(401);
  });

  test("an ID token in place of an access token", async () => {
    expect((await request("GET", todosUrl, bearer(ada.idToken))).status).toBe(401);
  });

  test("a caller who dictates the authorizer's answer", async () => {
    const override = JSON.stringify({ claims: { sub: randomUUID() } });
    const { status } = await request("GET", todosUrl, {
      headers: { "sls-offline-authorizer-override": override },
    });
    expect([400, 401, 403]).toContain(status);
  });

  test("another user's todo is not found", async () => {
    const eve = await newPerson(outputs);
    const { id } = await createTodo(ada, "private");
    for (const [method, body] of [["GET"], ["PATCH", { title: "mine" }], ["DELETE"]] as const)
      expect(
        (
          await eve.call(method, `${todosUrl}/${id}`, {
            ...(body ? { body } : {}),
            headers: { "if-match": '"1"' },
          })
        ).status,
      ).toBe(404);
  });

  test("a stale version", async () => {
    const { id, version } = await createTodo(ada, "first");
    const headers = { "if-match": `"${version}"` };
    expect(
      (await ada.call("PATCH", `${todosUrl}/${id}`, { body: { title: "second" }, headers })).status,
    ).toBe(200);
    expect((await ada.call("PATCH", `${todosUrl}/${id}`, { body: { title: "third" }, headers })).status).toBe(
      412,
    );
  });

  test("an unknown field, by its name", async () => {
    const { status, headers, body } = await ada.call("POST", todosUrl, { body: { title: "a", urgency: 1 } });
    expect(status).toBe(400);
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(JSON.stringify(body)).toContain("urgency");
  });

  test("a cursor made for another user", async () => {
    const eve = await newPerson(outputs);
    for (const title of ["one", "two"]) await createTodo(ada, title);
    const { body } = await ada.call<Page>("GET", `${todosUrl}?limit=1`);
    const query = new URLSearchParams({ limit: "1", cursor: body.cursor ?? "" });
    expect((await eve.call("GET", `${todosUrl}?${query}`)).status).toBe(400);
  });

  test("the same Idempotency-Key with another body", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const first = await ada.call<Todo>("POST", todosUrl, { body: { title: "once" }, headers });
    const again = await ada.call<Todo>("POST", todosUrl, { body: { title: "once" }, headers });
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect((await ada.call("POST", todosUrl, { body: { title: "twice" }, headers })).status).toBe(422);
  });

  test("a second DELETE", async () => {
    const { id, version } = await createTodo(ada, "short-lived");
    const headers = { "if-match": `"${version}"` };
    expect((await ada.call("DELETE", `${todosUrl}/${id}`, { headers })).status).toBe(204);
    expect((await ada.call("DELETE", `${todosUrl}/${id}`, { headers })).status).toBe(404);
  });

  test("a weak password, by the pool", async () => {
    const email = `${randomUUID()}@skein.example`;
    const weak = new SignUpCommand({
      ClientId: outputs.users.UserPoolClientId,
      Username: email,
      Password: "a",
      UserAttributes: [{ Name: "email", Value: email }],
    });
    await expect(cognitoOf(outputs).send(weak)).rejects.toMatchObject({ name: "InvalidPasswordException" });
  });
});
