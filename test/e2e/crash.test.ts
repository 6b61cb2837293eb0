import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { login, newPerson, password } from "./support/person.ts";
import { isRunning, processTree } from "./support/processes.ts";
import { eventQueue, subscribeQueue } from "./support/queue.ts";
import { freePortBase, npmStart, type Running, readOutputs } from "./support/skein.ts";

let checkout: Checkout;
let portBase: number;
let skein: Running;

beforeAll(async () => {
  checkout = makeCheckout();
  portBase = await freePortBase();
  skein = await npmStart(checkout.root, portBase);
});

afterAll(async () => {
  await skein?.interrupt();
  checkout?.remove();
});

test("kill -9 of everything loses no user, no todo and no message", async () => {
  const before = readOutputs(checkout.root);
  const person = await newPerson(before);
  const queue = await subscribeQueue(before, before.todos.EventsTopicArn, ["skein.todos.todo.created.v1"]);
  const created = await person.call<{ id: string }>("POST", `${before.todos.ApiUrl}/todos`, {
    body: { title: "survive" },
  });
  expect(created.status).toBe(201);

  await skein.killAll();
  skein = await npmStart(checkout.root, portBase);

  const after = readOutputs(checkout.root);
  expect(after.demo.users).toEqual(before.demo.users);
  const again = await login(after, person.email, password);
  const todo = await again.call("GET", `${after.todos.ApiUrl}/todos/${created.body.id}`);
  expect(todo).toMatchObject({ status: 200, body: { title: "survive" } });
  const event = await eventQueue(after, queue.url).nextAbout(created.body.id);
  expect(event).toMatchObject({ subject: created.body.id });
});

test("a second start on the same folder is refused in one line and leaves the first alone", async () => {
  await expect(npmStart(checkout.root, portBase)).rejects.toThrow(/already|in use/);
  expect(isRunning(skein.pid)).toBe(true);
});

test("Ctrl-C stops everything that was started", async () => {
  const tree = processTree(skein.pid);
  expect(tree.length).toBeGreaterThan(2);
  await skein.interrupt();
  await expect.poll(() => tree.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s to npm alone stops everything, too", async (signal) => {
  skein = await npmStart(checkout.root, portBase, "users");
  const tree = processTree(skein.pid);
  await skein.signal(signal);
  await expect.poll(() => tree.filter(isRunning), { timeout: 10_000 }).toEqual([]);
});
