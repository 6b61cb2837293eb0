import type { Message } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { countFailures, failureOf } from "../../scripts/redrive/failure-reason.ts";

const text = (StringValue: string) => ({ DataType: "String", StringValue });
const event = { specversion: "1.0", type: "skein.users.user.deleted.v1", id: "1" };

const pointerBody = JSON.stringify({
  requestContext: {
    functionArn: "arn:aws:lambda:us-east-1:000000000000:function:publish",
    condition: "RetryAttemptsExhausted",
    approximateInvokeCount: 11,
  },
  responseContext: { statusCode: 200, functionError: "Unhandled" },
  DDBStreamBatchInfo: {
    shardId: "shardId-1",
    startSequenceNumber: "100",
    endSequenceNumber: "102",
    batchSize: 3,
    streamArn: "arn:aws:dynamodb:us-east-1:000000000000:table/todos/stream/2026-11-22T10:00:00.000",
  },
});

describe("why a message is in a dead-letter queue", () => {
  it("is what its consumer says, with the event that it could not handle", () => {
    expect(
      failureOf({
        Body: JSON.stringify(event),
        MessageAttributes: {
          failureReason: text("version 9 is not known"),
          type: text(event.type),
        },
      }),
    ).toEqual({ reason: "version 9 is not known", eventType: event.type });
  });

  it("is what SNS says of a delivery that failed", () => {
    const MessageAttributes = {
      ErrorCode: text("ClientException"),
      ErrorMessage: text("The queue is gone"),
    };
    expect(failureOf({ Body: "x", MessageAttributes }).reason).toBe("The queue is gone (ClientException)");
  });

  it("is the condition of a stream's record, which leads to the records", () => {
    expect(failureOf({ Body: pointerBody })).toEqual({
      reason: "RetryAttemptsExhausted after 11 attempts: function error Unhandled",
      pointer: {
        streamArn: "arn:aws:dynamodb:us-east-1:000000000000:table/todos/stream/2026-11-22T10:00:00.000",
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:publish",
        shardId: "shardId-1",
        startSequenceNumber: "100",
        endSequenceNumber: "102",
        batchSize: 3,
      },
    });
  });

  it("is what a consumer says of a record that it gave up by itself, which leads to the record", () => {
    const streamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/todos/stream/2026-11-22T10:00:00.000";
    const place = { eventID: "e", eventName: "INSERT", eventSourceARN: streamArn, sequenceNumber: "7" };
    expect(
      failureOf({
        Body: JSON.stringify(place),
        MessageAttributes: { failureReason: text("the item cannot be read") },
      }),
    ).toEqual({
      reason: "the item cannot be read",
      pointer: { streamArn, startSequenceNumber: "7", endSequenceNumber: "7", batchSize: 1 },
    });
  });

  it("is what an asynchronous invocation threw", () => {
    const Body = JSON.stringify({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 3 },
      requestPayload: { any: "event" },
      responseContext: { functionError: "Unhandled" },
      responsePayload: { errorType: "TypeError", errorMessage: "x is undefined" },
    });
    expect(failureOf({ Body }).reason).toBe("RetriesExhausted after 3 attempts: TypeError: x is undefined");
  });

  it("is only that it was received too often when SQS moved it by itself", () => {
    const Attributes = { DeadLetterQueueSourceArn: "arn:aws:sqs:us-east-1:000000000000:orders" };
    expect(failureOf({ Body: "plain words", Attributes }).reason).toBe(
      "received from orders too often, and never deleted; no reason is given",
    );
  });

  it.each(["", "null", "[]", '"text"', "{", '{"requestContext":null}'])(
    "is not guessed from the body %j",
    (Body) => expect(failureOf({ Body })).toEqual({ reason: "no reason is given" }),
  );
});

it("like failures are counted together, the most frequent first, with the most receives", () => {
  const message = (reason: string, receives: number): Message => ({
    Body: JSON.stringify({ ...event, id: receives }),
    Attributes: { ApproximateReceiveCount: String(receives) },
    MessageAttributes: { failureReason: text(reason) },
  });
  expect(countFailures([message("rare", 1), message("often", 6), message("often", 2)])).toEqual([
    { reason: "often", eventType: event.type, count: 2, receives: 6 },
    { reason: "rare", eventType: event.type, count: 1, receives: 1 },
  ]);
});
