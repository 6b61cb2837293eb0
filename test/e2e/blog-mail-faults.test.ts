import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { allMails } from "./support/mailbox.ts";
import { request } from "./support/person.ts";
import { freePortBase, npmStart, type Outputs, type Running, readOutputs } from "./support/skein.ts";

let checkout: Checkout;
let portBase: number;
let skein: Running;
let outputs: Outputs;

const start = async () => {
  skein = await npmStart(checkout.root, portBase, "users", "blog");
  outputs = readOutputs(checkout.root);
};

const operator = () => ({ authorization: `Bearer ${outputs.cloud.SecretAccessKey}` });

const fault = (body: Record<string, unknown>) =>
  request("POST", `${outputs.cloud.Endpoint}/_local/faults`, { body, headers: operator() });

/** Requests under way at once. */
const atOnce = 10;

const subscribe = async (count: number) => {
  const addresses = Array.from({ length: count }, () => `${randomUUID()}@skein.example`);
  const url = `${outputs.blog.ApiUrl}/subscribers`;
  for (let start = 0; start < count; start += atOnce) {
    const some = addresses.slice(start, start + atOnce);
    const answers = await Promise.all(some.map((email) => request("POST", url, { body: { email } })));
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
  }
  return addresses;
};

const countsOf = async (addresses: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const { to } of await allMails(outputs)) counts.set(to, (counts.get(to) ?? 0) + 1);
  return addresses.map((address) => counts.get(address) ?? 0);
};

/** Everybody has a mail, then the welcome of one more comes after all that was still under way: nobody has two. */
const expectOneEach = async (addresses: readonly string[]) => {
  const one = addresses.map(() => 1);
  await expect.poll(() => countsOf(addresses), { timeout: 100_000, interval: 250 }).toEqual(one);
  const last = await subscribe(1);
  await expect.poll(() => countsOf(last), { timeout: 100_000, interval: 250 }).toEqual([1]);
  expect(await countsOf(addresses)).toEqual(one);
};

beforeAll(async () => {
  checkout = makeCheckout();
  portBase = await freePortBase();
  await start();
});

afterAll(async () => {
  await skein?.interrupt();
  checkout?.remove();
});

test("each is welcomed once although the function fails, and SES loses answers, throttles and fails", async () => {
  const ses = { service: "ses", operation: "SendEmail", probability: 0.15 };
  const faults = [
    { kind: "error", function: "*welcomeSubscriber*", probability: 0.1, seed: 1 },
    { ...ses, kind: "error", when: "after", seed: 2 },
    { ...ses, kind: "throttle", seed: 3 },
    // Nobody knows what became of these, so each waits for the sign that never comes.
    { ...ses, kind: "error", when: "before", probability: 0.05, seed: 4 },
  ];
  for (const one of faults) expect(await fault(one)).toMatchObject({ status: 201 });
  await expectOneEach(await subscribe(30));
}, 240_000);

test("each is welcomed once although the function and the cloud die right after SES took a mail", async () => {
  await request("DELETE", `${outputs.cloud.Endpoint}/_local/faults`, { headers: operator() });
  expect(await fault({ kind: "crash", when: "after", service: "ses", operation: "SendEmail" })).toMatchObject(
    {
      status: 201,
    },
  );
  const addresses = await subscribe(1);
  await skein.ended;
  await start();
  await expectOneEach(addresses);
}, 180_000);

test("500 are welcomed once although the function fails at every tenth, and everything is killed meanwhile", async () => {
  const failing = { kind: "error", function: "*welcomeSubscriber*", probability: 0.1, seed: 5 };
  expect(await fault(failing)).toMatchObject({ status: 201 });
  const addresses = await subscribe(500);
  const welcomed = async () => (await countsOf(addresses)).filter((count) => count > 0).length;
  await expect.poll(welcomed, { timeout: 60_000, interval: 50 }).toBeGreaterThan(100);
  await skein.killAll();
  await start();
  await expectOneEach(addresses);
}, 240_000);
