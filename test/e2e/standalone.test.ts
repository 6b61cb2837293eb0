import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { newPerson } from "./support/person.ts";
import { isRunning, processTree } from "./support/processes.ts";
import { freePortBase, npmStart, type Running, readOutputs, serverlessOffline } from "./support/skein.ts";

let checkout: Checkout;
let portBase: number;
const started: Running[] = [];

beforeEach(async () => {
  checkout = makeCheckout();
  portBase = await freePortBase();
});

afterEach(async () => {
  for (const process of started.splice(0).reverse()) if (isRunning(process.pid)) await process.interrupt();
  checkout.remove();
});

const startAlone = async (service: string): Promise<Running> => {
  const running = await serverlessOffline(checkout, service, portBase);
  started.push(running);
  return running;
};

test("serverless offline in one service joins a running local cloud", async () => {
  started.push(await npmStart(checkout.root, portBase, "users"));
  const todos = await startAlone("todos");
  const outputs = readOutputs(checkout.root);
  const person = await newPerson(outputs);
  expect(
    (await person.call("POST", `${outputs.todos.ApiUrl}/todos`, { body: { title: "joined" } })).status,
  ).toBe(201);

  // A supervisor stops what it started, npx, and nothing else.
  const tree = processTree(todos.pid);
  await todos.signal("SIGTERM");
  await expect.poll(() => tree.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  expect((await person.call("GET", `${outputs.users.ApiUrl}/me`)).status).toBe(200);
});

test("serverless offline in one service starts what it needs, reloads on a change and stops it all", async () => {
  const todos = await startAlone("todos");
  const outputs = readOutputs(checkout.root);
  const person = await newPerson(outputs);
  const list = () => person.call("GET", `${outputs.todos.ApiUrl}/todos`);
  expect((await list()).status).toBe(200);

  const handler = checkout.file("services", "todos", "src", "functions", "list-todos.ts");
  writeFileSync(
    handler,
    readFileSync(handler, "utf8").replace("body:", 'headers: { "x-reloaded": "yes" }, body:'),
  );
  await expect
    .poll(async () => (await list()).headers.get("x-reloaded"), { timeout: 10_000, interval: 100 })
    .toBe("yes");

  const tree = processTree(todos.pid);
  await todos.interrupt();
  await expect.poll(() => tree.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});
