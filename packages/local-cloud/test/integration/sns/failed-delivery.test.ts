import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { DeleteQueueCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Engine, Operation } from "../../../src/gateway/engine.ts";
import { AwsError } from "../../../src/gateway/errors.ts";
import { bodiesOf, notificationOf, startTopics, type Topics } from "./topics.ts";

interface Invocation {
  readonly FunctionName: string;
  readonly InvocationType: string;
  readonly Payload: string;
}

/** A Lambda that takes events, as long as it is told to. */
const listeningLambda = () => {
  const events: Invocation[] = [];
  let failure: AwsError | undefined;
  const invoke: Operation<Invocation> = {
    access: () => "public",
    handle: (input) => {
      if (failure) throw failure;
      events.push(input);
      return {};
    },
  };
  const engine: Engine = { service: "lambda", protocol: "rest-json", operations: { Invoke: invoke } };
  return {
    engine,
    events,
    fail: (error: AwsError | undefined) => {
      failure = error;
    },
  };
};

const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:listen";

describe("a delivery", () => {
  const lambda = listeningLambda();
  let topics: Topics;
  beforeAll(async () => {
    topics = await startTopics({ engines: [lambda.engine] });
  });
  afterEach(() => lambda.fail(undefined));
  afterAll(() => topics.close());

  /** Deliveries to the same subscriber keep their order, so a later one shows that an earlier one is over. */
  const redriveTo = (arn: string) => ({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn }) });

  it("to a queue without permission ends in the subscription's dead-letter queue, with the reason", async () => {
    const topic = await topics.createTopic();
    const queue = await topics.createQueue();
    const dead = await topics.createQueue();
    await topics.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy: "" } }));
    await topics.subscribe(topic, queue.arn, redriveTo(dead.arn));
    const { MessageId } = await topics.publish(topic, "secret");
    const [message] = await topics.take(dead, 1);
    expect(notificationOf(message)).toMatchObject({ MessageId, Message: "secret" });
    expect(message?.MessageAttributes).toMatchObject({
      ErrorCode: { StringValue: expect.stringContaining("AccessDenied") },
      ErrorMessage: { StringValue: expect.stringContaining("sqs:SendMessage") },
      RequestID: { DataType: "String" },
    });
    expect(await topics.peek(queue)).toEqual([]);
  });

  it("may be limited to one topic by the queue's policy", async () => {
    const [allowed, other] = [await topics.createTopic(), await topics.createTopic()];
    const dead = await topics.createQueue();
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: "*",
        Condition: { ArnEquals: { "aws:SourceArn": allowed } },
      },
    });
    const queue = await topics.createQueue({ Policy });
    for (const topic of [allowed, other])
      await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true", ...redriveTo(dead.arn) });
    await topics.publish(other, "refused");
    await topics.publish(allowed, "taken");
    expect(bodiesOf(await topics.take(dead, 1))).toEqual(["refused"]);
    expect(bodiesOf(await topics.take(queue, 1))).toEqual(["taken"]);
  });

  it("to a queue that is gone ends in the dead-letter queue", async () => {
    const topic = await topics.createTopic();
    const queue = await topics.createQueue();
    const dead = await topics.createQueue();
    await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true", ...redriveTo(dead.arn) });
    await topics.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
    await topics.publish(topic, "lost");
    expect(bodiesOf(await topics.take(dead, 1))).toEqual(["lost"]);
  });

  it.each([
    ["with the reason", 1, ["ErrorCode", "ErrorMessage", "RequestID", "a0"]],
    ["without the reason when it would be too many", 8, Array.from({ length: 8 }, (_, i) => `a${i}`)],
  ])("that is raw keeps its attributes as a dead letter, %s", async (_, count, names) => {
    const topic = await topics.createTopic();
    const queue = await topics.createQueue();
    const dead = await topics.createQueue();
    await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true", ...redriveTo(dead.arn) });
    await topics.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
    const binary = { DataType: "Binary", BinaryValue: new Uint8Array([2, 3, 4]) };
    const MessageAttributes = Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, binary]));
    await topics.publish(topic, "lost", { MessageAttributes });
    const [message] = await topics.take(dead, 1);
    expect(Object.keys(message?.MessageAttributes ?? {}).sort()).toEqual(names);
    expect(message?.MessageAttributes?.a0).toMatchObject(binary);
  });

  it("of more than ten attributes is not made raw", async () => {
    const topic = await topics.createTopic();
    const queue = await topics.createQueue();
    await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true" });
    const attributes = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`a${i}`, { DataType: "String", StringValue: "x" }]),
      );
    await topics.publish(topic, "eleven", { MessageAttributes: attributes(11) });
    await topics.publish(topic, "ten", { MessageAttributes: attributes(10) });
    expect(bodiesOf(await topics.take(queue, 1))).toEqual(["ten"]);
  });

  it("to a function is the event that AWS makes", async () => {
    const topic = await topics.createTopic({ SignatureVersion: "2" });
    const subscription = await topics.subscribe(topic, functionArn);
    const MessageAttributes = { kind: { DataType: "String", StringValue: "news" } };
    const { MessageId } = await topics.publish(topic, "Hello", { MessageAttributes });
    await expect.poll(() => lambda.events.length).toBe(1);
    const [invocation] = lambda.events.splice(0);
    expect(invocation).toMatchObject({ FunctionName: functionArn, InvocationType: "Event" });
    expect(JSON.parse(Buffer.from(invocation?.Payload ?? "", "base64").toString())).toMatchObject({
      Records: [
        {
          EventSource: "aws:sns",
          EventVersion: "1.0",
          EventSubscriptionArn: subscription,
          Sns: {
            Type: "Notification",
            MessageId,
            TopicArn: topic,
            Subject: null,
            Message: "Hello",
            SignatureVersion: "1",
            MessageAttributes: { kind: { Type: "String", Value: "news" } },
          },
        },
      ],
    });
  });

  it("is tried again when the receiver is out of order, and lost by nothing", async () => {
    const topic = await topics.createTopic();
    await topics.subscribe(topic, functionArn);
    lambda.fail(new AwsError("ServiceException", "Out of order", { status: 500 }));
    for (const message of ["one", "two", "three"]) await topics.publish(topic, message);
    lambda.fail(undefined);
    await expect.poll(() => lambda.events.length, { timeout: 10_000 }).toBe(3);
    lambda.events.splice(0);
  });
});

describe("a restart", () => {
  it("takes up the deliveries that were not made", async () => {
    const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-sns-"));
    const lambda = listeningLambda();
    lambda.fail(new AwsError("ServiceException", "Out of order", { status: 500 }));

    const before = await startTopics({ stateDir, engines: [lambda.engine] });
    const topic = await before.createTopic();
    await before.subscribe(topic, functionArn);
    await before.publish(topic, "kept");
    await before.close();

    lambda.fail(undefined);
    const after = await startTopics({ stateDir, engines: [lambda.engine] });
    await expect.poll(() => lambda.events.length, { timeout: 10_000 }).toBe(1);
    await after.close();
    await rm(stateDir, { recursive: true });
  });

  it("does not make a FIFO topic forget what it accepted", async () => {
    const stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-sns-"));
    const before = await startTopics({ stateDir });
    const topic = await before.createFifoTopic();
    const first = await before.publish(topic, "same", { MessageGroupId: "g" });
    await before.close();

    const after = await startTopics({ stateDir });
    const second = await after.publish(topic, "same", { MessageGroupId: "g" });
    const third = await after.publish(topic, "other", { MessageGroupId: "g" });
    expect(second).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
    expect(BigInt(third.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
    await after.close();
    await rm(stateDir, { recursive: true });
  });
});
