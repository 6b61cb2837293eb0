/** Why a message lies in a dead-letter queue, as far as the message tells. */
import type { Message } from "@aws-sdk/client-sqs";
import { nameOfArn } from "./queues.ts";

/** Where records of a stream are that were given up. */
export interface StreamPointer {
  readonly streamArn: string;
  /** Lambda tells function and shard; a consumer that gives a record up by itself knows neither. */
  readonly functionArn?: string;
  readonly shardId?: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  readonly batchSize: number;
}

export interface Failure {
  readonly reason: string;
  /** Type of the event that the message carries, if it carries one. */
  readonly eventType?: string;
  readonly pointer?: StreamPointer;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;
const objectIn = (value: unknown, member: string): Json | undefined => {
  const found = isObject(value) ? value[member] : undefined;
  return isObject(found) ? found : undefined;
};
const textIn = (value: unknown, member: string): string | undefined => {
  const found = isObject(value) ? value[member] : undefined;
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** One record, as the `stream` stack of lambda-kit tells of it. */
const recordPointerOf = (body: unknown): StreamPointer | undefined => {
  const streamArn = textIn(body, "eventSourceARN");
  const sequenceNumber = textIn(body, "sequenceNumber");
  if (streamArn === undefined || sequenceNumber === undefined) return undefined;
  return {
    streamArn,
    startSequenceNumber: sequenceNumber,
    endSequenceNumber: sequenceNumber,
    batchSize: 1,
  };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const batchPointerOf = (body: unknown): StreamPointer | undefined => {
  const batch = objectIn(body, "DDBStreamBatchInfo") ?? objectIn(body, "KinesisBatchInfo");
  if (!batch) return undefined;
  return {
    streamArn: textIn(batch, "streamArn") ?? "",
    functionArn: textIn(objectIn(body, "requestContext"), "functionArn") ?? "",
    shardId: textIn(batch, "shardId") ?? "",
    startSequenceNumber: textIn(batch, "startSequenceNumber") ?? "",
    endSequenceNumber: textIn(batch, "endSequenceNumber") ?? "",
    batchSize: Number(batch.batchSize),
  };
};

/**
 * What Lambda's record of a failure says, of a stream as of an asynchronous invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
const invocationFailure = (body: unknown): string | undefined => {
  const context = objectIn(body, "requestContext");
  const condition = textIn(context, "condition");
  if (condition === undefined) return undefined;
  const payload = objectIn(body, "responsePayload");
  const thrown = [textIn(payload, "errorType"), textIn(payload, "errorMessage")].filter(Boolean).join(": ");
  const functionError = textIn(objectIn(body, "responseContext"), "functionError");
  const cause = thrown || (functionError && `function error ${functionError}`);
  const attempts = textIn(context, "approximateInvokeCount");
  return [`${condition}${attempts ? ` after ${attempts} attempts` : ""}`, cause].filter(Boolean).join(": ");
};

/** Reads the attributes that consumers, SNS and Lambda put on what they give up, then the body, then what SQS knows. */
export const failureOf = ({ Body = "", Attributes = {}, MessageAttributes = {} }: Message): Failure => {
  const body = parsed(Body);
  const attribute = (name: string): string | undefined => MessageAttributes[name]?.StringValue;
  const pointer = batchPointerOf(body) ?? recordPointerOf(body);
  const type = textIn(body, "type");
  // An envelope of SNS has a type as well, `Notification`, which says nothing.
  const eventType = type !== "Notification" && isObject(body) && "specversion" in body ? type : undefined;
  const more = { ...(eventType && { eventType }), ...(pointer && { pointer }) };

  const given = attribute("failureReason");
  if (given) return { reason: given, ...more };
  const invocation = invocationFailure(body);
  if (invocation) return { reason: invocation, ...more };
  const [code, message] = [attribute("ErrorCode"), attribute("ErrorMessage")];
  if (code || message) return { reason: [message, code && `(${code})`].filter(Boolean).join(" "), ...more };
  const source = Attributes.DeadLetterQueueSourceArn;
  return {
    reason: source
      ? `received from ${nameOfArn(source)} too often, and never deleted; no reason is given`
      : "no reason is given",
    ...more,
  };
};

export interface FailureCount extends Failure {
  readonly count: number;
  /** Most times that one of them was received, looks into the dead-letter queue included. */
  readonly receives: number;
}

/** Like failures together, the most frequent first. Pointers are never alike: each leads to records of its own. */
export const countFailures = (messages: readonly Message[]): readonly FailureCount[] => {
  const counts = new Map<string, FailureCount>();
  for (const message of messages) {
    const failure = failureOf(message);
    const key = JSON.stringify(failure);
    const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 0);
    const known = counts.get(key);
    counts.set(key, {
      ...failure,
      count: (known?.count ?? 0) + 1,
      receives: Math.max(known?.receives ?? 0, receives),
    });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
};
