/**
 * Has records of a stream handled again that were given up. The on-failure queue says where they are; they are read
 * there and given to the function as its mapping would.
 */
import { InvokeCommand } from "@aws-sdk/client-lambda";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { failureOf, type StreamPointer } from "./failure-reason.ts";
import type { Queue } from "./queues.ts";
import { type Source, streamName } from "./sources.ts";
import { eventOf, Unreadable } from "./stream-records.ts";
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

export interface ReplayRequest {
  readonly queue: Queue;
  /** What sends to the queue: a message of a consumer does not name its function. */
  readonly sources: readonly Source[];
  /** Aborted to stop after the message that is being replayed. */
  readonly signal: AbortSignal;
  /** Told after each message. */
  readonly onReplay: (replay: Replay) => void;
}

/** The function whose records these are. @throws {Unreadable} when the queue is of several, or of none */
const functionOf = ({ functionArn, streamArn }: StreamPointer, sources: readonly Source[]): string => {
  if (functionArn) return functionArn;
  const names = sources.flatMap((source) =>
    source.kind === "stream" && source.stream === streamName(streamArn) ? [source.functionName] : [],
  );
  const [name, ...others] = new Set(names);
  if (name === undefined || others.length > 0)
    throw new Unreadable(`it does not tell its function, and the queue serves ${names.join(", ") || "none"}`);
  return name;
};

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

const replay = async (target: Target, message: Message, sources: readonly Source[]): Promise<Replay> => {
  const { pointer } = failureOf(message);
  if (!pointer) return { pointer, records: 0, problem: "this message is no pointer into a stream" };
  if (pointer.streamArn.split(":")[2] !== "dynamodb")
    return { pointer, records: 0, problem: "only streams of DynamoDB tables can be replayed" };
  try {
    const functionName = functionOf(pointer, sources);
    const event = await eventOf(target, pointer, functionName);
    const problem = await invoke(target, functionName, event);
    return { pointer, records: event.Records.length, ...(problem === undefined ? {} : { problem }) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { pointer, records: 0, problem: error.message };
  }
};

/**
 * Takes the messages of a queue of pointers one by one, as many as wait there at the start. What is handled is
 * deleted; the others are given back.
 */
export const replayQueue = async (
  target: Target,
  { queue, sources, signal, onReplay }: ReplayRequest,
): Promise<readonly Replay[]> => {
  const { sqs } = target;
  const QueueUrl = queue.url;
  const replays: Replay[] = [];
  const kept = new Set<Message>();
  try {
    while (replays.length < queue.visible && !signal.aborted) {
      const { Messages: [message] = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          VisibilityTimeout: hiddenSeconds,
          WaitTimeSeconds: 1,
          MessageAttributeNames: ["All"],
        }),
      );
      if (!message) break;
      kept.add(message);
      const result = await replay(target, message, sources);
      if (result.problem === undefined) {
        const { ReceiptHandle } = message;
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        kept.delete(message);
      }
      replays.push(result);
      onReplay(result);
    }
  } finally {
    for (const { ReceiptHandle } of kept)
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  }
  return replays;
};
