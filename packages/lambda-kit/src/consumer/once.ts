/** Does the work for an event once, however often and at how many places at once it is delivered. */
import { createHash } from "node:crypto";
import { uuidv7 } from "@skein/contracts/ids";
import { PermanentFailure } from "../errors.ts";
import type { Attempt, IdempotencyStore } from "../idempotency.ts";
import { dynamoDbIdempotency } from "../idempotency-store.ts";
import { logger } from "../logger.ts";
import type { Deadline } from "./deadline.ts";
import { InProgress } from "./failures.ts";

/** What is kept of an event that was consumed: nothing that it said. */
export interface Consumed {
  readonly consumedAt: string;
}

export type ConsumedEvents = IdempotencyStore<Consumed>;

export const consumedNow = (): Consumed => ({ consumedAt: new Date().toISOString() });

/**
 * 30 days: a message may wait for 14 days, the longest that SQS keeps any, in a queue and its dead-letter queue
 * together, and for 14 more when it is moved back at the last moment.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
const keptSeconds = 30 * 24 * 60 * 60;

const completionTries = 3;
const pauseMilliseconds = 200;
const patienceMilliseconds = 5_000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The work is done and must not be done again, so its mark is worth some patience. Without it the record is still
 * acknowledged: reported as failed it would surely be done again, this way only if it comes twice.
 */
const complete = async (store: ConsumedEvents, attempt: Attempt): Promise<void> => {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await store.complete(attempt, consumedNow());
    } catch (error) {
      if (attempts === completionTries) {
        logger.error("an event was consumed, but not marked as consumed", { error });
        return;
      }
      await pause(pauseMilliseconds * attempts);
    }
  }
};

const release = (store: ConsumedEvents, attempt: Attempt): Promise<void> =>
  store.release(attempt, { forget: false }).catch((failure: unknown) => {
    // The next attempt waits until this one cannot be running any more.
    logger.warn("an event was not released for its next attempt", { error: String(failure) });
  });

/** Until another invocation is done with the same event, which mostly takes less; `undefined` when it takes too long. */
const beginInTurn = async (
  store: ConsumedEvents,
  attemptNow: () => Attempt,
  isOver: () => boolean,
): Promise<{ readonly attempt: Attempt; readonly isDone: boolean } | undefined> => {
  const patienceEnds = performance.now() + patienceMilliseconds;
  for (let wait = pauseMilliseconds; ; wait *= 2) {
    const attempt = attemptNow();
    const { outcome } = await store.begin(attempt);
    switch (outcome) {
      case "begun":
        return { attempt, isDone: false };
      case "done":
        return { attempt, isDone: true };
      case "idempotency-mismatch":
        throw new PermanentFailure("the key of the event is taken by something that is no event");
      case "idempotency-in-progress":
        if (isOver() || performance.now() + wait > patienceEnds) return undefined;
        await pause(wait);
    }
  }
};

/** Runs work for a key once. @returns whether this call did it */
export type Once = (
  key: readonly string[],
  /** @param attempt what the store knows of this run, if there is a store */
  work: (attempt: Attempt | undefined) => Promise<void>,
) => Promise<"done" | "duplicate">;

/** No store: the work is done each time. */
export const everyTime: Once = async (_key, work) => {
  await work(undefined);
  return "done";
};

/** Consumed events in the table that `IDEMPOTENCY_TABLE` names. */
export const consumedEvents = (): ConsumedEvents => dynamoDbIdempotency({ keptSeconds });

/** Within one batch, copies of an event share one run and its outcome. */
export const startOnce = (
  store: ConsumedEvents,
  { endsAt, signal }: Pick<Deadline, "endsAt" | "signal">,
): Once => {
  const running = new Map<string, Promise<unknown>>();

  const run = async (id: string, work: (attempt: Attempt) => Promise<void>): ReturnType<Once> => {
    const requestId = uuidv7();
    const attemptNow = (): Attempt => ({
      key: id,
      // An event is what its id says it is: there is nothing to compare.
      fingerprint: "event",
      requestId,
      now: new Date(),
      deadline: endsAt,
    });
    const begun = await beginInTurn(store, attemptNow, () => signal.aborted);
    if (!begun) throw new InProgress();
    if (begun.isDone) return "duplicate";
    try {
      await work(begun.attempt);
    } catch (error) {
      await release(store, begun.attempt);
      throw error;
    }
    await complete(store, begun.attempt);
    return "done";
  };

  return async (key, work) => {
    const id = createHash("sha256").update(JSON.stringify(key)).digest("base64url");
    const before = running.get(id);
    if (before) {
      await before;
      return "duplicate";
    }
    const outcome = run(id, work);
    running.set(id, outcome);
    return outcome;
  };
};
