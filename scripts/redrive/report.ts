/** What the command tells people. */
import type { FailureCount, StreamPointer } from "./failure-reason.ts";
import type { Queue } from "./queues.ts";
import { type Source, streamName } from "./sources.ts";

/** A dead-letter queue as it is listed; this is also its JSON. */
export interface ListedQueue extends Queue {
  readonly sources: readonly Source[];
  /** Of those that were looked at, ISO 8601. */
  readonly oldestSentAt: string | undefined;
  readonly failures: readonly FailureCount[];
  readonly lookedAt: number;
  /** Whether SQS can move its messages back. */
  readonly movable: boolean;
  /** Whether its messages are pointers into a stream. */
  readonly pointers: boolean;
}

export const runbook = "docs/runbooks/redrive.md";

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

export const messagesOf = (count: number): string => plural(count, "message");

/** `3 hours` */
export const ageOf = (milliseconds: number): string => {
  const unit = units.find(([, length]) => milliseconds >= length);
  return unit ? plural(Math.floor(milliseconds / unit[1]), unit[0]) : "less than a minute";
};

const sourceLine = (source: Source): string => {
  switch (source.kind) {
    case "queue":
      return `from queue ${source.name}, after ${source.maxReceiveCount} receives`;
    case "subscription":
      return `from topic ${source.topic}, what ${source.endpoint} did not take`;
    case "stream":
      return `from stream of ${source.stream}, what ${source.functionName} did not get done`;
    case "invocations":
      return `from ${source.functionName}, asynchronous invocations that failed`;
  }
};

/** `3 records of todos, 100 to 102 of shard shardId-1` */
export const placeOf = ({ batchSize, streamArn, shardId, ...range }: StreamPointer): string => {
  const { startSequenceNumber: first, endSequenceNumber: last } = range;
  const numbers = first === last ? first : `${first} to ${last}`;
  const shard = shardId === undefined ? "" : ` of shard ${shardId}`;
  return `${plural(batchSize, "record")} of ${streamName(streamArn)}, ${numbers}${shard}`;
};

const failureLines = ({ count, reason, eventType, pointer, receives }: FailureCount): readonly string[] => [
  `${count} × ${reason}${eventType ? ` [${eventType}]` : ""}${pointer ? "" : `, received up to ${receives} times`}`,
  ...(pointer ? [`    ${placeOf(pointer)}`] : []),
];

const adviceLines = (queue: ListedQueue): readonly string[] => {
  if (queue.pointers)
    return [
      "these messages say where records lie in a stream, they are no events: SQS cannot move them back.",
      `have the records handled again: npm run redrive -- ${queue.name} --replay (${runbook})`,
    ];
  if (queue.movable) return [`move back: npm run redrive -- ${queue.name}`];
  return [`SQS moves back only what came from a queue: see ${runbook}`];
};

const heldLine = ({ inFlight, delayed }: Queue): string =>
  [inFlight > 0 && `${inFlight} held by a receiver`, delayed > 0 && `${delayed} delayed`]
    .filter(Boolean)
    .map((text) => `, ${text}`)
    .join("");

/** One dead-letter queue in a few lines. */
export const formatQueue = (queue: ListedQueue, now: Date): string => {
  const { name, visible, sources, oldestSentAt, failures, lookedAt } = queue;
  const from = sources.length > 0 ? sources.map(sourceLine) : ["from nothing that is configured now"];
  if (visible === 0)
    return [`${name}: empty${heldLine(queue)}`, ...from.map((line) => `  ${line}`)].join("\n");
  const age = oldestSentAt && `, oldest sent ${ageOf(now.getTime() - Date.parse(oldestSentAt))} ago`;
  return [
    `${name}: ${messagesOf(visible)}${age ?? ""}${heldLine(queue)}`,
    ...[
      ...from,
      ...failures.flatMap(failureLines),
      ...(lookedAt < visible ? [`(looked at ${lookedAt} of them)`] : []),
      ...adviceLines(queue),
    ].map((line) => `  ${line}`),
  ].join("\n");
};
