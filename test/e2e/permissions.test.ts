import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { newPerson, type Person } from "./support/person.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";

interface ServiceFile {
  readonly functions: {
    readonly createTodo: { readonly iamRoleStatements: (string | { readonly Action: string | string[] })[] };
  };
}

let checkout: Checkout;
let skein: Running;
let outputs: Outputs;
let person: Person;

beforeAll(async () => {
  checkout = makeCheckout();
  skein = await npmStart(checkout.root, await freePortBase(), "todos");
  outputs = readOutputs(checkout.root);
  person = await newPerson(outputs);
});

afterAll(async () => {
  await skein?.interrupt();
  checkout?.remove();
});

const createTodo = () =>
  person.call("POST", `${outputs.todos.ApiUrl}/todos`, { body: { title: "needs dynamodb:PutItem" } });

test("a permission taken out of serverless.yml is missed at once, and back at once", async () => {
  const file = checkout.file("services", "todos", "serverless.yml");
  const original = readFileSync(file, "utf8");
  expect((await createTodo()).status).toBe(201);

  const edited = parseDocument(original);
  const statements = ["functions", "createTodo", "iamRoleStatements"];
  const allowsPut = (edited.toJS() as ServiceFile).functions.createTodo.iamRoleStatements.findIndex(
    (statement) => typeof statement !== "string" && [statement.Action].flat().includes("dynamodb:PutItem"),
  );
  edited.deleteIn([...statements, allowsPut]);
  writeFileSync(file, String(edited));
  await expect
    .poll(async () => JSON.stringify((await createTodo()).body), { timeout: 30_000, interval: 250 })
    .toMatch(/not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:[^ ]+:table\//);

  writeFileSync(file, original);
  await expect.poll(async () => (await createTodo()).status, { timeout: 30_000, interval: 250 }).toBe(201);
});

test("a change of a handler answers without a restart", async () => {
  const file = checkout.file("services", "users", "src", "functions", "get-me.ts");
  const original = readFileSync(file, "utf8");
  writeFileSync(file, original.replace("body:", 'headers: { "x-reloaded": "yes" }, body:'));
  await expect
    .poll(async () => (await person.call("GET", `${outputs.users.ApiUrl}/me`)).headers.get("x-reloaded"), {
      timeout: 10_000,
      interval: 100,
    })
    .toBe("yes");
});

test("a broken serverless.yml is one clear line, and the last good one keeps serving", async () => {
  const file = checkout.file("services", "todos", "serverless.yml");
  const original = readFileSync(file, "utf8");
  writeFileSync(file, `${original}\n  broken: [`);
  await expect.poll(skein.output, { timeout: 20_000 }).toMatch(/todos.*serverless\.yml/);
  expect((await createTodo()).status).toBe(201);
  writeFileSync(file, original);
});
