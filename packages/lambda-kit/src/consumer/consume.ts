/** The loop under `queue` and `stream`: what both do with a batch, whatever its records are. */
import { BatchProcessor, type EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, DynamoDBRecord, SQSRecord } from "aws-lambda";
import { PermanentFailure, TooEarly } from "../errors.ts";
import { logger } from "../logger.ts";
import { continueTrace, traceIdOf } from "../trace.ts";
import { type ConsumerContext, sealing } from "./context.ts";
import { type DeadLetter, type DeadLetters, deadLetterQueue } from "./dead-letters.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { BehindFailure, isPassing, NotStarted, reasonOf } from "./failures.ts";
import { startLanes } from "./lanes.ts";
import { type ConsumerMetrics, consumerMetrics } from "./metrics.ts";
import { type ConsumedEvents, consumedEvents, consumedNow, everyTime, type Once, startOnce } from "./once.ts";
import { type RecordLogger, recordLogger } from "./record-logger.ts";

/** What a record asks for, once it is read. */
export interface Task {
  /** Of the event, whoever consumes it. */
  readonly id: string;
  /** What makes it this event and no other, beside the consumer. */
  readonly key: readonly string[];
  readonly traceparent: string | undefined;
  /** For every log line about it. */
  readonly logKeys: Readonly<Record<string, string | undefined>>;
  readonly run: (context: ConsumerContext) => Promise<void>;
}

/** How one kind of records is understood. */
export interface Source<R extends SQSRecord | DynamoDBRecord> {
  readonly type: (typeof EventType)[keyof typeof EventType];
  readonly itemId: (record: R) => string;
  /** Records of a lane are consumed in order. */
  readonly lane: (record: R) => string | undefined;
  /** @returns `undefined` for a record that is nobody's business @throws {PermanentFailure} */
  readonly read: (record: R) => Task | undefined;
  readonly isLastAttempt: (record: R) => boolean;
  readonly letter: (record: R) => DeadLetter;
}

/** What a consumer stands on; tests pass their own. */
export interface ConsumerOptions {
  /** `false` for an effect that is the same however often it comes; no table is needed then. */
  readonly idempotency?: ConsumedEvents | false;
  readonly deadLetters?: DeadLetters;
  /** Most records that are worked on at once; 10 unless given. */
  readonly concurrency?: number;
}

export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

interface Batch {
  readonly consumer: string;
  readonly once: Once;
  readonly deadline: Deadline;
  readonly metrics: ConsumerMetrics;
  readonly store: ConsumedEvents | false;
  readonly deadLetters: DeadLetters;
}

const defaultConcurrency = 10;

export const consume = <R extends SQSRecord | DynamoDBRecord>(
  source: Source<R>,
  {
    idempotency: store = consumedEvents(),
    deadLetters = deadLetterQueue(),
    concurrency = defaultConcurrency,
  }: ConsumerOptions,
) => {
  let metrics: ConsumerMetrics | undefined;

  return async (event: { Records: R[] }, context: Context): Promise<BatchAnswer> => {
    logger.resetKeys();
    logger.addContext(context);
    const deadline = startDeadline(context.getRemainingTimeInMillis());
    const once = store ? startOnce(store, deadline) : everyTime;
    const consumer = context.functionName;
    metrics ??= consumerMetrics(consumer);
    const batch: Batch = { consumer, once, deadline, metrics, store, deadLetters };
    const lanes = startLanes(concurrency);

    const takeRecord = (record: R) =>
      lanes.run(source.lane(record), (isBehindFailure) => settle(source, record, batch, isBehindFailure));
    try {
      return await processPartialResponse(event, takeRecord, new BatchProcessor(source.type), {
        // Reporting every record says the same as throwing, and each failure is logged and counted by itself.
        throwOnFullBatchFailure: false,
      });
    } finally {
      deadline.stop();
      metrics.publish();
    }
  };
};

/** Consumes one record, or sends it to the dead-letter queue. @throws when it shall come again */
const settle = async <R extends SQSRecord | DynamoDBRecord>(
  source: Source<R>,
  record: R,
  batch: Batch,
  isBehindFailure: boolean,
): Promise<void> => {
  const startedAt = performance.now();
  const log = recordLogger({ itemId: source.itemId(record) });
  try {
    if (isBehindFailure) throw new BehindFailure();
    const outcome = await attempt(source, record, batch, log);
    const durationMilliseconds = Math.round(10 * (performance.now() - startedAt)) / 10;
    batch.metrics.count(outcome);
    log.info(outcome, { durationMilliseconds });
  } catch (error) {
    const isLost = error instanceof PermanentFailure || source.isLastAttempt(record);
    if (isLost && (await isBuried(source.letter(record), error, batch, log))) return;
    batch.metrics.count(error instanceof TooEarly ? "early" : "failed");
    if (isPassing(error)) log.warn("comes again", { reason: reasonOf(error) });
    else log.error("failed, and comes again", { error });
    throw error;
  }
};

const attempt = async <R extends SQSRecord | DynamoDBRecord>(
  source: Source<R>,
  record: R,
  { consumer, once, deadline, store }: Batch,
  log: RecordLogger,
): Promise<"done" | "duplicate" | "ignored"> => {
  if (deadline.signal.aborted) throw new NotStarted();
  const task = source.read(record);
  if (!task) return "ignored";
  const traceparent = continueTrace(task.traceparent);
  log.appendKeys({ ...task.logKeys, traceId: traceIdOf(traceparent) });

  const work: Parameters<Once>[1] = (mine) => {
    if (deadline.signal.aborted) throw new NotStarted();
    return task.run({
      traceparent,
      logger: log,
      signal: deadline.signal,
      seal: sealing(task.id, traceparent),
      completion: () => {
        if (!store || !mine) throw new Error("there is no completion without an idempotency store");
        return store.completion(mine, consumedNow());
      },
    });
  };
  return deadline.race(once([consumer, ...task.key], work));
};

/** Whether the dead-letter queue took it; if not, SQS or Lambda will bring it there, without the reason. */
const isBuried = async (
  letter: DeadLetter,
  failure: unknown,
  { consumer, once, deadLetters, metrics }: Batch,
  log: RecordLogger,
): Promise<boolean> => {
  const reason = reasonOf(failure);
  let outcome: Awaited<ReturnType<Once>>;
  try {
    // Once, so that copies, and functions that die before they can acknowledge, do not fill the queue.
    outcome = await once([consumer, "dead letter", ...letter.key], () => deadLetters.bury(letter, reason));
  } catch (error) {
    log.error("could not be sent to the dead-letter queue", { error, reason });
    return false;
  }
  if (outcome === "duplicate") {
    metrics.count("duplicate");
    log.warn("is in the dead-letter queue already", { reason });
    return true;
  }
  metrics.count("deadLetters");
  log.error("sent to the dead-letter queue", { reason, error: failure });
  return true;
};
