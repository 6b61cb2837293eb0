import {
  ConfirmSubscriptionCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTopics, type TestQueue, type Topics } from "./topics.ts";

describe("subscriptions", () => {
  let topics: Topics;
  let queue: TestQueue;
  beforeAll(async () => {
    topics = await startTopics();
    queue = await topics.createQueue();
  });
  afterAll(() => topics.close());

  const set = (SubscriptionArn: string, AttributeName: string, AttributeValue: string) =>
    topics.sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));

  it("of queues are confirmed at once", async () => {
    const topic = await topics.createTopic();
    const arn = await topics.subscribe(topic, queue.arn);
    expect(arn.startsWith(`${topic}:`)).toBe(true);
    expect(await topics.subscriptionAttributes(arn)).toEqual({
      SubscriptionArn: arn,
      TopicArn: topic,
      Protocol: "sqs",
      Endpoint: queue.arn,
      Owner: "000000000000",
      SubscriptionPrincipal: "arn:aws:iam::000000000000:root",
      ConfirmationWasAuthenticated: "true",
      PendingConfirmation: "false",
      RawMessageDelivery: "false",
    });
  });

  it("are made again when nothing would change", async () => {
    const topic = await topics.createTopic();
    const arn = await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "TRUE" });
    expect(await topics.subscribe(topic, queue.arn)).toBe(arn);
    expect(await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true" })).toBe(arn);
    expect(await topics.subscribe(topic, queue.arn, { FilterPolicyScope: "MessageAttributes" })).toBe(arn);
    await expect(topics.subscribe(topic, queue.arn, { RawMessageDelivery: "false" })).rejects.toThrow(
      "Subscription already exists with different attributes",
    );
  });

  it("show the scope of their filter only when they have one", async () => {
    const arn = await topics.subscribe(await topics.createTopic(), queue.arn);
    await set(arn, "FilterPolicyScope", "MessageBody");
    expect(await topics.subscriptionAttributes(arn)).not.toHaveProperty("FilterPolicyScope");
    await set(arn, "FilterPolicy", '{"a":["b"]}');
    expect(await topics.subscriptionAttributes(arn)).toMatchObject({
      FilterPolicy: '{"a":["b"]}',
      FilterPolicyScope: "MessageBody",
    });
    await set(arn, "FilterPolicy", "");
    expect(await topics.subscriptionAttributes(arn)).not.toHaveProperty("FilterPolicy");
  });

  it.each([
    ["RawMessageDelivery", "yes", "RawMessageDelivery: Invalid value [yes]. Must be true or false."],
    [
      "FilterPolicyScope",
      "All",
      "FilterPolicyScope: Invalid value [All]. Please use either MessageBody or MessageAttributes",
    ],
    ["FilterPolicy", "{", "FilterPolicy: failed to parse JSON."],
    ["FilterPolicy", '{"a":"b"}', 'FilterPolicy: "a" must be an object or an array'],
    [
      "FilterPolicy",
      '{"a":{"b":["c"]}}',
      "Filter policy scope MessageAttributes does not support nested filter policy",
    ],
    ["RedrivePolicy", "{", "RedrivePolicy: failed to parse JSON."],
    [
      "RedrivePolicy",
      '{"deadLetterTargetArn":"here"}',
      "RedrivePolicy: deadLetterTargetArn is an invalid arn",
    ],
    ["ReplayPolicy", "{}", "The local cloud does not provide replays of archived messages"],
    ["Colour", "red", "AttributeName"],
  ])("refuse %s = %s", async (name, value, message) => {
    const arn = await topics.subscribe(await topics.createTopic(), queue.arn);
    await expect(set(arn, name, value)).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(`^Invalid parameter: ${message.replace(/[[\]().]/g, "\\$&")}`),
    });
  });

  it.each([
    ["http", "http://127.0.0.1/", "The local cloud does not provide subscriptions with the protocol http."],
    ["email", "a@example.com", "The local cloud does not provide subscriptions with the protocol email."],
    ["sms", "+4912345", "The local cloud does not provide subscriptions with the protocol sms."],
    ["firehose", "arn:aws:firehose:us-east-1:000000000000:deliverystream/a", "protocol firehose"],
    ["application", "arn:aws:sns:us-east-1:000000000000:endpoint/a", "protocol application"],
    ["pigeon", "roof", "Amazon SNS does not support this protocol string: pigeon"],
    ["sqs", "http://127.0.0.1:4566/000000000000/queue", "Invalid parameter: SQS endpoint ARN"],
  ])("by %s to %s are refused by name", async (Protocol, Endpoint, message) => {
    const TopicArn = await topics.createTopic();
    await expect(topics.sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }))).rejects.toThrow(
      message,
    );
  });

  it("of FIFO queues need a FIFO topic", async () => {
    const fifo = await topics.createFifoQueue();
    await expect(topics.subscribe(await topics.createTopic(), fifo.arn)).rejects.toThrow(
      "FIFO SQS Queues can not be subscribed to standard SNS topics",
    );
  });

  it("of FIFO queues need a FIFO queue for dead letters, too", async () => {
    const topic = await topics.createFifoTopic();
    const fifo = await topics.createFifoQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queue.arn });
    const message = "RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.";
    await expect(topics.subscribe(topic, fifo.arn, { RedrivePolicy })).rejects.toThrow(
      `Invalid parameter: Attributes Reason: ${message}`,
    );
    const arn = await topics.subscribe(topic, fifo.arn);
    await expect(set(arn, "RedrivePolicy", RedrivePolicy)).rejects.toThrow(`Invalid parameter: ${message}`);
    await set(await topics.subscribe(topic, queue.arn), "RedrivePolicy", RedrivePolicy);
  });

  it.each([
    ["that is none", "random", "Invalid token"],
    ["that nobody has", "5".repeat(288), "Invalid parameter: Token"],
  ])("are not confirmed by a token %s", async (_, Token, message) => {
    const TopicArn = "arn:aws:sns:us-east-1:000000000000:nowhere";
    await expect(topics.sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message,
    });
  });

  it("of functions need a standard topic", async () => {
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:f";
    await expect(topics.subscribe(await topics.createFifoTopic(), arn)).rejects.toThrow(
      "FIFO SNS topics can only be subscribed to by SQS queues",
    );
  });

  it("end, twice if need be", async () => {
    const topic = await topics.createTopic();
    const SubscriptionArn = await topics.subscribe(topic, queue.arn);
    await topics.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await topics.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await expect(topics.subscriptionAttributes(SubscriptionArn)).rejects.toThrow(
      "Subscription does not exist",
    );
  });

  it("are listed by topic, a hundred at a time", async () => {
    const TopicArn = await topics.createTopic();
    await Promise.all(
      Array.from({ length: 101 }, (_, i) =>
        topics.subscribe(TopicArn, `arn:aws:sqs:us-east-1:000000000000:listed-${i}`),
      ),
    );
    const first = await topics.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const next = { TopicArn, NextToken: first.NextToken };
    const second = await topics.sns.send(new ListSubscriptionsByTopicCommand(next));
    const listed = [...(first.Subscriptions ?? []), ...(second.Subscriptions ?? [])];
    expect(new Set(listed.map(({ Endpoint }) => Endpoint)).size).toBe(101);
    expect(second.NextToken).toBeUndefined();
  });
});
