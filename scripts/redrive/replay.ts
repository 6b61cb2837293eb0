/**
 * Has records of a stream handled again that were given up. The on-failure queue says where they are; they are read
 * there and given to the function as its mapping would.
 */
import { type _Record, GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-dynamodb-streams";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { failureOf, type StreamPointer } from "./failure-reason.ts";
import type { Queue } from "./queues.ts";
import type { Target } from "./target.ts";

/** Longer than a function of a stream takes: until then nobody else replays the same records. */
const hiddenSeconds = 300;

/** How one message of the queue ended. */
export interface Replay {
  readonly pointer: StreamPointer | undefined;
  readonly records: number;
  /** Why the message stays in the queue; absent when its records are handled and it is deleted. */
  readonly problem?: string;
}

/** The records from the first to the last that the pointer names. */
const recordsOf = async ({ streams }: Target, pointer: StreamPointer): Promise<readonly _Record[]> => {
  const { streamArn: StreamArn, shardId: ShardId, endSequenceNumber } = pointer;
  let { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn,
      ShardId,
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      SequenceNumber: pointer.startSequenceNumber,
    }),
  );
  const records: _Record[] = [];
  while (ShardIterator) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
    for (const record of page.Records ?? []) {
      records.push(record);
      if (record.dynamodb?.SequenceNumber === endSequenceNumber) return records;
    }
    if (records.length >= pointer.batchSize) break;
    ShardIterator = page.NextShardIterator;
  }
  return records;
};

/** JSON as Lambda writes it: binary values as base64, times as epoch seconds. */
const asEventValue = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.getTime() / 1_000;
  if (Array.isArray(value)) return value.map(asEventValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asEventValue(member)]));
};

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export const streamEvent = (records: readonly _Record[], streamArn: string): object => ({
  Records: records.map(({ userIdentity, ...record }) => ({
    ...(asEventValue(record) as object),
    ...(userIdentity && {
      userIdentity: { principalId: userIdentity.PrincipalId, type: userIdentity.Type },
    }),
    eventSourceARN: streamArn,
  })),
});

/** Why the function did not get the event done; `undefined` when it did. */
const invoke = async (
  { lambda }: Target,
  FunctionName: string,
  event: object,
): Promise<string | undefined> => {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
  );
  const answer = JSON.parse(Buffer.from(Payload ?? []).toString("utf8") || "null") as {
    readonly batchItemFailures?: readonly unknown[];
    readonly errorMessage?: string;
  } | null;
  if (FunctionError) return `the function failed: ${answer?.errorMessage ?? FunctionError}`;
  const failures = answer?.batchItemFailures?.length ?? 0;
  return failures > 0 ? "the function reports that it did not get all of them done: see its log" : undefined;
};

const replay = async (target: Target, message: Message): Promise<Replay> => {
  const { pointer } = failureOf(message);
  if (!pointer) return { pointer, records: 0, problem: "this message is no pointer into a stream" };
  if (pointer.streamArn.split(":")[2] !== "dynamodb")
    return { pointer, records: 0, problem: "only streams of DynamoDB tables can be replayed" };
  try {
    const records = await recordsOf(target, pointer);
    // A mapping that filters counts only what passed; the range holds more, which the function must not see.
    if (records.length !== pointer.batchSize)
      return {
        pointer,
        records: 0,
        problem: `the stream holds ${records.length} records there, not ${pointer.batchSize}`,
      };
    const problem = await invoke(target, pointer.functionArn, streamEvent(records, pointer.streamArn));
    return { pointer, records: records.length, ...(problem === undefined ? {} : { problem }) };
  } catch (error) {
    if (!(error instanceof Error) || !/^(TrimmedData|ResourceNotFound)/.test(error.name)) throw error;
    return { pointer, records: 0, problem: `the records are gone from the stream (${error.name})` };
  }
};

/**
 * Takes the messages of a queue of pointers one by one, as many as wait there at the start. What is handled is
 * deleted; the others are given back.
 *
 * @param onReplay told after each message
 */
export const replayQueue = async (
  target: Target,
  queue: Queue,
  { signal, onReplay }: { readonly signal: AbortSignal; readonly onReplay: (replay: Replay) => void },
): Promise<readonly Replay[]> => {
  const { sqs } = target;
  const replays: Replay[] = [];
  const failed: Message[] = [];
  try {
    while (replays.length < queue.visible && !signal.aborted) {
      const { Messages: [message] = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue.url,
          VisibilityTimeout: hiddenSeconds,
          WaitTimeSeconds: 1,
        }),
      );
      if (!message) break;
      failed.push(message);
      const result = await replay(target, message);
      if (result.problem === undefined) {
        failed.pop();
        await sqs.send(
          new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: message.ReceiptHandle }),
        );
      }
      replays.push(result);
      onReplay(result);
    }
  } finally {
    for (const { ReceiptHandle } of failed)
      await sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 0 }),
      );
  }
  return replays;
};
