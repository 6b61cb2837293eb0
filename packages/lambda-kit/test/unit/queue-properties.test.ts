/**
 * Whatever is delivered how often, and wherever the process dies: each event has its effect once, and the
 * dead-letter queue holds what cannot be consumed, and nothing else.
 */
import type { SQSRecord } from "aws-lambda";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ConsumedEvents } from "../../src/consumer/once.ts";
import { PermanentFailure } from "../../src/errors.ts";
import { queue } from "../../src/queue.ts";
import { batchOf, invocation, memoryDeadLetters, message, said, thingSaid } from "../builders/events.ts";
import { type MemoryIdempotency, memoryIdempotency } from "../builders/idempotency.ts";
import { capturedLogs } from "../builders/quiet.ts";

capturedLogs();
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-22T10:43:00Z") }));
afterEach(() => vi.useRealTimers());

interface Planned {
  readonly event: string;
  /** How many messages carry it. */
  readonly copies: number;
  /** How often its work fails before it succeeds. */
  readonly failures: number;
  /** Whether it can never be consumed: broken, or refused by the handler. */
  readonly poison: "no" | "broken" | "refused";
}

interface Plan {
  readonly events: readonly Planned[];
  readonly batchSize: number;
  readonly concurrency: number;
  /** After how many calls of anything the process dies, batch by batch. */
  readonly deaths: readonly number[];
}

const plans: fc.Arbitrary<Plan> = fc.record({
  events: fc.uniqueArray(
    fc.record({
      event: fc.integer({ min: 0, max: 99 }).map(String),
      copies: fc.integer({ min: 1, max: 3 }),
      failures: fc.nat({ max: 2 }),
      poison: fc.oneof(
        { weight: 6, arbitrary: fc.constant("no" as const) },
        { weight: 1, arbitrary: fc.constantFrom("broken" as const, "refused" as const) },
      ),
    }),
    { selector: ({ event }) => event, minLength: 1, maxLength: 12 },
  ),
  batchSize: fc.integer({ min: 1, max: 10 }),
  concurrency: fc.integer({ min: 1, max: 4 }),
  deaths: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 }),
});

type Store = MemoryIdempotency<{ consumedAt: string }>;

/** Everything outside the function goes through here, so that it can die before or after any of it. */
const mortal = () => {
  let left = 0;
  let death = Promise.withResolvers<undefined>();
  const never = () => new Promise<never>(() => {});
  return {
    /** @returns when it dies, if it does */
    live: (calls: number): Promise<undefined> => {
      left = calls;
      death = Promise.withResolvers();
      if (left === 0) death.resolve(undefined);
      return death.promise;
    },
    call: async <T>(work: () => T | Promise<T>): Promise<T> => {
      if (left === 0) return never();
      const result = await work();
      left -= 1;
      if (left > 0) return result;
      death.resolve(undefined);
      return never();
    },
  };
};

const simulate = async (plan: Plan, transactional: boolean) => {
  const effects = new Map<string, number>();
  const failures = new Map(plan.events.map(({ event, failures: count }) => [event, count]));
  const refused = new Set(plan.events.flatMap(({ event, poison }) => (poison === "refused" ? [event] : [])));
  const store: Store = memoryIdempotency();
  const deadLetters = memoryDeadLetters();
  const process = mortal();

  const idempotency: ConsumedEvents = {
    begin: (attempt) => process.call(() => store.begin(attempt)),
    complete: (attempt, answer) => process.call(() => store.complete(attempt, answer)),
    release: (attempt, options) => process.call(() => store.release(attempt, options)),
    completion: store.completion,
  };
  const handler = queue(
    thingSaid,
    async ({ id }, { completion }) => {
      if (refused.has(id)) throw new PermanentFailure("never");
      const left = failures.get(id) ?? 0;
      failures.set(id, left - 1);
      if (left > 0) throw new Error("not yet");
      const effect = () => void effects.set(id, (effects.get(id) ?? 0) + 1);
      await process.call(() => (transactional ? store.transact(completion(), effect) : effect()));
    },
    {
      idempotency,
      deadLetters: { bury: (letter, reason) => process.call(() => deadLetters.bury(letter, reason)) },
      concurrency: plan.concurrency,
    },
  );

  let waiting: SQSRecord[] = plan.events.flatMap(({ event, copies, poison }) =>
    Array.from({ length: copies }, (_, copy) =>
      message(said(event, poison === "broken" ? { data: {} } : {}), { id: `${event}/${copy}` }),
    ),
  );
  const deaths = [...plan.deaths];
  for (let rounds = 0; waiting.length > 0; rounds += 1) {
    expect(rounds).toBeLessThan(500);
    const batch = waiting.slice(0, plan.batchSize);
    const death = process.live(deaths.shift() ?? Number.POSITIVE_INFINITY);
    const answer = await Promise.race([handler(batchOf(...batch), invocation()), death]);
    const failed = answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    const again = batch.filter(({ messageId }) => failed?.includes(messageId) ?? true);
    waiting = [...waiting.slice(plan.batchSize), ...again];
    // The visibility timeout goes by, and with it any time that a dead attempt had.
    vi.setSystemTime(Date.now() + 60_000);
  }
  return { effects, buried: deadLetters.buried };
};

const holds = async (plan: Plan, transactional: boolean): Promise<boolean> => {
  const { effects, buried } = await simulate(plan, transactional);
  const good = plan.events.filter(({ poison }) => poison === "no").map(({ event }) => event);
  const poison = plan.events.filter(({ event }) => !good.includes(event)).map(({ event }) => event);
  const buriedEvents = new Set(buried.map(({ letter }) => JSON.parse(letter.body).id));
  return (
    good.every((event) => effects.get(event) === 1) &&
    effects.size === good.length &&
    poison.length === buriedEvents.size &&
    poison.every((event) => buriedEvents.has(event))
  );
};

it("every event has its effect exactly once, through failures, copies and crashes", async () => {
  await fc.assert(
    fc.asyncProperty(plans, (plan) => holds(plan, true)),
    { numRuns: 60 },
  );
});

it("without crashes, an effect outside the transaction comes exactly once too", async () => {
  await fc.assert(
    fc.asyncProperty(plans, (plan) => holds({ ...plan, deaths: [] }, false)),
    { numRuns: 40 },
  );
});

it("with crashes, only the transaction saves it: the simulation sees what it should", async () => {
  const result = await fc.check(
    fc.asyncProperty(plans, (plan) => holds(plan, false)),
    { numRuns: 300, endOnFailure: true },
  );
  expect(result.failed).toBe(true);
});
