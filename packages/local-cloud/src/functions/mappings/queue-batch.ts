import { setTimeout as sleep } from "node:timers/promises";
import { queueUrlOf } from "../destinations.ts";
import type { FunctionRecord } from "../function-record.ts";
import { rolePrincipal } from "../role-principal.ts";
import type { QueueMapping } from "./mapping.ts";
import type { PollerPorts } from "./poller.ts";
import type { ReceivedMessage } from "./queue-event.ts";

/** Longest wait that SQS allows: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html */
const longPollSeconds = 20;
const receiveLimit = 10;
/** Lambda ends a batch at the size of a synchronous payload; what surrounds a body counts too. */
const payloadLimit = 6 * 1024 * 1024;
const overheadPerMessage = 1_024;

export interface CollectedBatch {
  readonly messages: readonly ReceivedMessage[];
  /** When the first ones came, by `performance.now()`: their visibility timeout runs from here. */
  readonly receivedAt: number;
}

/**
 * Collects the next batch: at least one message, and more until the batch is full or its window over.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 *
 * @returns the messages, none when a long poll saw none
 * @throws {AwsError} what SQS answers to the function's role
 */
export const collectBatch = async (
  ports: PollerPorts,
  mapping: QueueMapping,
  record: FunctionRecord,
  signal: AbortSignal,
): Promise<CollectedBatch> => {
  const receive = async (limit: number, waitSeconds: number): Promise<readonly ReceivedMessage[]> => {
    const answer = await ports.dispatcher.call<{ Messages?: readonly ReceivedMessage[] }>(
      "sqs",
      "ReceiveMessage",
      {
        QueueUrl: queueUrlOf(mapping.EventSourceArn),
        MaxNumberOfMessages: Math.min(limit, receiveLimit),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      },
      rolePrincipal(record.configuration),
      signal,
    );
    return answer.Messages ?? [];
  };

  const batch = [...(await receive(mapping.BatchSize, longPollSeconds))];
  const receivedAt = performance.now();
  const windowEnd = receivedAt + mapping.MaximumBatchingWindowInSeconds * 1_000;
  /** What is in hand goes to the function even if asking for more fails; the next round meets the failure again. */
  const receiveMore = (waitSeconds: number) => receive(rest(), waitSeconds).catch(() => undefined);
  const full = () => batch.length >= mapping.BatchSize || sizeOf(batch) >= payloadLimit;
  const rest = () => mapping.BatchSize - batch.length;

  const hasWindow = batch.length > 0 && mapping.MaximumBatchingWindowInSeconds > 0;
  while (hasWindow && !full() && !signal.aborted) {
    // What is there already comes without waiting, also when the window is over.
    const there = await receiveMore(0);
    if (!there) break;
    batch.push(...there);
    if (there.length > 0) continue;
    const leftMs = windowEnd - performance.now();
    if (leftMs <= 0) break;
    const wholeSeconds = Math.min(Math.floor(leftMs / 1_000), longPollSeconds);
    // SQS waits for whole seconds only; the rest of the window is slept through.
    if (wholeSeconds === 0) await sleep(leftMs, undefined, { signal, ref: false }).catch(() => undefined);
    else batch.push(...((await receiveMore(wholeSeconds)) ?? []));
  }
  return { messages: batch, receivedAt };
};

/** Cuts a batch where it would outgrow an invocation: ten messages may be of a mebibyte each. */
export const splitBySize = (batch: readonly ReceivedMessage[]): ReceivedMessage[][] => {
  const parts: ReceivedMessage[][] = [];
  let part: ReceivedMessage[] = [];
  for (const message of batch) {
    if (part.length > 0 && sizeOf([...part, message]) > payloadLimit) {
      parts.push(part);
      part = [];
    }
    part.push(message);
  }
  return part.length > 0 ? [...parts, part] : parts;
};

const sizeOf = (batch: readonly ReceivedMessage[]): number =>
  batch.reduce((sum, { Body }) => sum + Buffer.byteLength(Body) + overheadPerMessage, 0);
