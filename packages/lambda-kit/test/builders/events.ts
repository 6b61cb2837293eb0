/** Events to consume, the queue they come from, and where they go when they cannot be. */
import { randomUUID } from "node:crypto";
import { type CloudEvent, defineEvent, upcastFrom } from "@skein/contracts/event";
import type { Context, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import type { DeadLetter, DeadLetters } from "../../src/consumer/dead-letters.ts";
import { lambdaContext } from "./request.ts";

const common = { service: "things", summary: "About a thing", subject: "id of the thing" } as const;

const thingSaidV1 = defineEvent({ ...common, name: "thing.said", data: z.object({ text: z.string() }) });
export const thingSaid = defineEvent({
  ...common,
  name: "thing.said",
  version: 2,
  data: z.object({ words: z.array(z.string()) }),
  upcast: upcastFrom(thingSaidV1, ({ text }) => ({ words: text.split(" ") })),
});
export const thingGone = defineEvent({ ...common, name: "thing.gone", data: z.object({ at: z.string() }) });

export const traceparent = "00-6921a3b40a1b2c3d4e5f60718293a4b5-1111111111111111-01";

/** `thing.said` with the given words, unless changed. */
export const said = (words: string, change: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: "1.0",
  id: words,
  source: "/skein/things",
  type: thingSaid.type,
  subject: "t-1",
  time: "2026-11-22T10:43:00.000Z",
  datacontenttype: "application/json",
  traceparent,
  data: { words: words.split(" ") },
  ...change,
});

export interface MessageParts {
  readonly id?: string;
  /** Of a FIFO queue. */
  readonly group?: string;
  readonly receiveCount?: number;
  readonly attributes?: SQSRecord["messageAttributes"];
}

/** A message as SQS hands it over; a body that is no text is sent as JSON. */
export const message = (
  body: unknown,
  { id = randomUUID(), group, receiveCount = 1, attributes = {} }: MessageParts = {},
): SQSRecord => ({
  messageId: id,
  receiptHandle: `handle of ${id}`,
  body: typeof body === "string" ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: "1795344180000",
    SenderId: "AROATEST:sns",
    ApproximateFirstReceiveTimestamp: "1795344180001",
    ...(group !== undefined && { MessageGroupId: group, SequenceNumber: "1" }),
  },
  messageAttributes: attributes,
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: `arn:aws:sqs:us-east-1:123456789012:things${group === undefined ? "" : ".fifo"}`,
  awsRegion: "us-east-1",
});

export const batchOf = (...Records: SQSRecord[]): SQSEvent => ({ Records });

/** @param remainingMilliseconds time until Lambda ends the invocation */
export const invocation = (remainingMilliseconds = 10_000): Context => {
  const endsAt = performance.now() + remainingMilliseconds;
  return { ...lambdaContext(), getRemainingTimeInMillis: () => endsAt - performance.now() };
};

export interface Buried {
  readonly letter: DeadLetter;
  readonly reason: string;
}

export const memoryDeadLetters = (): DeadLetters & { readonly buried: Buried[] } => {
  const buried: Buried[] = [];
  return { buried, bury: async (letter, reason) => void buried.push({ letter, reason }) };
};
