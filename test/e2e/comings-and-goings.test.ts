/** Services come and go while events flow between them; what is meant for one that is away waits for it. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLedger } from "../chaos/ledger.ts";
import type { PlannedEvent } from "../chaos/planned-event.ts";
import { settled } from "../chaos/settle.ts";
import { startTraffic } from "../chaos/traffic.ts";
import { judge } from "../chaos/verdict.ts";
import { addService } from "./support/added-service.ts";
import { type Checkout, makeCheckout } from "./support/checkout.ts";
import { newPerson } from "./support/person.ts";
import { freePortBase, npmStart, type Running, readOutputs, serverlessOffline } from "./support/skein.ts";

type Name = "users" | "todos" | "chaos";

/** `todos` publishes what `chaos` consumes. Each order in which the two can stop and start, in good order or by force. */
const steps = [
  ["interrupt", "todos"],
  ["interrupt", "chaos"],
  ["start", "todos"],
  ["start", "chaos"],
  ["killAll", "chaos"],
  ["killAll", "todos"],
  ["start", "chaos"],
  ["start", "todos"],
] as const;

const visibilitySeconds = 8;

let checkout: Checkout;
let portBase: number;
let cloud: Running;
const services = new Map<Name, Running>();

const start = async (name: Name) => services.set(name, await serverlessOffline(checkout, name, portBase));

beforeAll(async () => {
  checkout = makeCheckout();
  portBase = await freePortBase();
  const from = path.resolve(import.meta.dirname, "../chaos/service");
  addService(checkout, { name: "chaos", from, dependsOn: ["todos"] });
  const settings = { timeoutSeconds: 5, visibilitySeconds, maxReceiveCount: 5, seed: 1, mischief: 0 };
  writeFileSync(
    checkout.file("services", "chaos", "settings.json"),
    JSON.stringify({ ...settings, consumer: "sound" }),
  );
  cloud = await npmStart(checkout.root, portBase, "--cloud-only");
  for (const name of ["users", "todos", "chaos"] as const) await start(name);
});

afterAll(async () => {
  for (const service of services.values()) await service.interrupt();
  await cloud?.interrupt();
  checkout?.remove();
});

test("two services stop and start in any order during traffic, and everything arrives, once", async () => {
  const outputs = readOutputs(checkout.root);
  const ledger = openLedger(outputs);
  let isEnough = false;
  const events = function* (): Generator<PlannedEvent> {
    for (let n = 0; !isEnough; n += 1) yield { title: `event ${n} good`, isPoison: false };
  };
  const { signal } = new AbortController();
  const person = await newPerson(outputs);
  const traffic = startTraffic(events(), person, `${outputs.todos.ApiUrl}/todos`, signal);

  const awaken = async (name: Name) => {
    await start(name);
    const posted = traffic.posted();
    if (services.has("todos")) await expect.poll(traffic.posted, { timeout: 20_000 }).toBeGreaterThan(posted);
  };
  for (const [step, name] of steps) {
    if (step === "start") await awaken(name);
    else {
      await services.get(name)?.[step]();
      services.delete(name);
    }
  }
  isEnough = true;
  const posted = await traffic.done;
  await settled(ledger, {
    effects: posted.length,
    deadLetters: 0,
    quietMs: 2_000 * visibilitySeconds,
    signal,
  });
  const verdict = judge(posted, await ledger.find());
  ledger.close();

  expect(verdict).toMatchObject({ lost: [], doubled: [], strangers: [], exactlyOnce: posted.length });
  expect(posted.length).toBeGreaterThan(100);
}, 180_000);
