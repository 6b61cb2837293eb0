/** Short runs of `npm run chaos`, and proof that it notices a broken consumer. docs/event-plane.md tells of long runs. */
import { expect, test } from "vitest";
import { optionsOf } from "../chaos/options.ts";
import { type ChaosResult, runChaos } from "../chaos/run-chaos.ts";
import { complaints } from "../chaos/verdict.ts";

// The broken consumers may take all the time they want: they run side by side.
const timeoutMs = 300_000;

const briefRun = (...args: string[]): Promise<ChaosResult> =>
  runChaos(optionsOf(["--brief", "--events", "200", ...args]));

test(
  "every event takes effect once, whatever goes wrong, and the dead letters are the poison",
  async () => {
    const { verdict, redriven, kills, strikes } = await briefRun("--kills", "2");
    expect(complaints(verdict, redriven)).toEqual([]);
    expect(verdict.exactlyOnce + verdict.poison).toBe(200);
    expect(kills).toBe(2);
    expect(Object.keys(strikes)).toEqual(expect.arrayContaining(["duplicate", "error", "throttle"]));
  },
  timeoutMs,
);

test.concurrent(
  "without idempotency, events take effect twice",
  async () => {
    const { verdict } = await briefRun("--kills", "0", "--rate", "3", "--without", "idempotency");
    expect(verdict.doubled).not.toEqual([]);
  },
  timeoutMs,
);

test.concurrent(
  "acknowledged before their effect, events get lost",
  async () => {
    const { verdict } = await briefRun("--kills", "0", "--rate", "3", "--ack-before-effect");
    // Poison that makes the consumer throw has nothing left to be delivered again, however the rest fares.
    expect(verdict.missingPoison).not.toEqual([]);
  },
  timeoutMs,
);
