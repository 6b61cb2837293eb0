import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodiesOf, notificationOf, startTopics, type Topics } from "./topics.ts";

const text = (StringValue: string) => ({ DataType: "String", StringValue });

describe("a subscribed queue", () => {
  let topics: Topics;
  beforeAll(async () => {
    topics = await startTopics();
  });
  afterAll(() => topics.close());

  const subscribed = async (attributes: Record<string, string> = {}) => {
    const topic = await topics.createTopic();
    const queue = await topics.createQueue();
    const subscription = await topics.subscribe(topic, queue.arn, attributes);
    return { topic, queue, subscription };
  };

  it("gets a notification with everything that AWS writes, in its order", async () => {
    const { topic, queue, subscription } = await subscribed();
    const MessageAttributes = {
      kind: text("news"),
      bytes: { DataType: "Binary", BinaryValue: Buffer.from("abc") },
    };
    const { MessageId } = await topics.publish(topic, "Hello", { Subject: "Hi", MessageAttributes });
    const [message] = await topics.take(queue, 1);
    const notification = notificationOf(message);
    expect(notification).toEqual({
      Type: "Notification",
      MessageId,
      TopicArn: topic,
      Subject: "Hi",
      Message: "Hello",
      Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      SignatureVersion: "1",
      Signature: expect.stringMatching(/^[\w+/]+=*$/),
      SigningCertURL: expect.stringMatching(
        /^https:\/\/sns\.us-east-1\.amazonaws\.com\/SimpleNotificationService-.*\.pem$/,
      ),
      UnsubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscription}`,
      MessageAttributes: {
        kind: { Type: "String", Value: "news" },
        bytes: { Type: "Binary", Value: "YWJj" },
      },
    });
    expect(Object.keys(notification).slice(0, 5)).toEqual([
      "Type",
      "MessageId",
      "TopicArn",
      "Subject",
      "Message",
    ]);
    expect(message?.MessageAttributes).toBeUndefined();
    expect(message?.Attributes?.SenderId).toBe("AIDAIT2UOQQY3AUEKVGXU");
  });

  it("gets the version of signatures that its topic says", async () => {
    const topic = await topics.createTopic({ SignatureVersion: "2" });
    const queue = await topics.createQueue();
    await topics.subscribe(topic, queue.arn);
    await topics.publish(topic, "Hello");
    const [message] = await topics.take(queue, 1);
    expect(notificationOf(message)).toMatchObject({ SignatureVersion: "2" });
  });

  it("gets message and attributes as they are when delivery is raw", async () => {
    const { topic, queue } = await subscribed({ RawMessageDelivery: "true" });
    const MessageAttributes = {
      kind: text("news"),
      list: { DataType: "String.Array", StringValue: '["a"]' },
    };
    await topics.publish(topic, "Hello", { Subject: "unseen", MessageAttributes });
    const [message] = await topics.take(queue, 1);
    expect(message).toMatchObject({ Body: "Hello", MessageAttributes });
  });

  it("gets its own text of a structured message", async () => {
    const { topic, queue } = await subscribed({ RawMessageDelivery: "true" });
    await topics.publish(topic, JSON.stringify({ default: "for all", sqs: "for queues" }), {
      MessageStructure: "json",
    });
    await topics.publish(topic, JSON.stringify({ default: "for all" }), { MessageStructure: "json" });
    expect(bodiesOf(await topics.take(queue, 2))).toEqual(["for queues", "for all"]);
  });

  it("gets messages in the order in which they were published", async () => {
    const { topic, queue } = await subscribed({ RawMessageDelivery: "true" });
    const bodies = Array.from({ length: 25 }, (_, index) => `m${index}`);
    for (const body of bodies) await topics.publish(topic, body);
    expect(bodiesOf(await topics.take(queue, 25))).toEqual(bodies);
  });

  it("gets messages of the greatest size", async () => {
    const { topic, queue } = await subscribed();
    await Promise.all(Array.from({ length: 6 }, () => topics.publish(topic, '"'.repeat(262_144))));
    const messages = await topics.take(queue, 6);
    expect(messages.map((message) => String(notificationOf(message).Message).length)).toEqual(
      Array(6).fill(262_144),
    );
  });

  it("gets nothing of what was published before it subscribed", async () => {
    const topic = await topics.createTopic();
    const queue = await topics.createQueue();
    await topics.publish(topic, "early");
    await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true" });
    await topics.publish(topic, "late");
    expect(bodiesOf(await topics.take(queue, 1))).toEqual(["late"]);
  });

  it("gets what its filter lets through", async () => {
    const { topic, queue } = await subscribed({
      RawMessageDelivery: "true",
      FilterPolicy: JSON.stringify({ type: [{ prefix: "todo." }], size: [{ numeric: [">", 1] }] }),
    });
    const size = (StringValue: string) => ({ DataType: "Number", StringValue });
    await topics.publish(topic, "no attributes");
    await topics.publish(topic, "too small", {
      MessageAttributes: { type: text("todo.created"), size: size("1") },
    });
    await topics.publish(topic, "text for a number", {
      MessageAttributes: { type: text("todo.created"), size: text("2") },
    });
    await topics.publish(topic, "right", {
      MessageAttributes: { type: text("todo.created"), size: size("2") },
    });
    expect(bodiesOf(await topics.take(queue, 1))).toEqual(["right"]);
    expect(await topics.peek(queue)).toEqual([]);
  });

  it("is filtered by any element of an attribute that is a list", async () => {
    const { topic, queue } = await subscribed({ RawMessageDelivery: "true", FilterPolicy: '{"tags":["b"]}' });
    const tags = (StringValue: string) => ({ tags: { DataType: "String.Array", StringValue } });
    await topics.publish(topic, "broken", { MessageAttributes: tags('["b"') });
    await topics.publish(topic, "other", { MessageAttributes: tags('["a","c"]') });
    await topics.publish(topic, "right", { MessageAttributes: tags('["a","b"]') });
    expect(bodiesOf(await topics.take(queue, 1))).toEqual(["right"]);
  });

  it("is filtered by the body when its scope says so", async () => {
    const { topic, queue } = await subscribed({
      RawMessageDelivery: "true",
      FilterPolicyScope: "MessageBody",
      FilterPolicy: '{"detail":{"kind":["a"]}}',
    });
    const right = JSON.stringify({ detail: { kind: "a" } });
    await topics.publish(topic, "no JSON");
    await topics.publish(topic, JSON.stringify({ detail: { kind: "b" } }));
    await topics.publish(topic, right);
    expect(bodiesOf(await topics.take(queue, 1))).toEqual([right]);
  });

  it("is not found by the filter of binary attributes", async () => {
    const { topic, queue } = await subscribed({
      RawMessageDelivery: "true",
      FilterPolicy: '{"a":[{"exists":false}]}',
    });
    const MessageAttributes = { a: { DataType: "Binary", BinaryValue: Buffer.from("x") } };
    await topics.publish(topic, "m", { MessageAttributes });
    expect(bodiesOf(await topics.take(queue, 1))).toEqual(["m"]);
  });

  it("of a FIFO topic gets group, deduplication id and sequence number", async () => {
    const topic = await topics.createFifoTopic();
    const queue = await topics.createFifoQueue();
    await topics.subscribe(topic, queue.arn);
    const published = await topics.publish(topic, "Test", { MessageGroupId: "g" });
    const [message] = await topics.take(queue, 1);
    expect(message?.Attributes).toMatchObject({
      MessageGroupId: "g",
      // The digest of the message, not of the notification around it.
      MessageDeduplicationId: "532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25",
    });
    const notification = notificationOf(message);
    expect(notification.SequenceNumber).toBe(published.SequenceNumber);
    expect(notification).not.toHaveProperty("Signature");
  });

  it("of a FIFO topic gets each message once", async () => {
    const topic = await topics.createFifoTopic();
    const queue = await topics.createFifoQueue();
    await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true" });
    const first = await topics.publish(topic, "same", { MessageGroupId: "g" });
    const second = await topics.publish(topic, "same", { MessageGroupId: "g" });
    await topics.publish(topic, "other", { MessageGroupId: "g" });
    expect(second).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
    expect(bodiesOf(await topics.take(queue, 2))).toEqual(["same", "other"]);
  });

  it("of a FIFO topic gets a repetition from another group when told to", async () => {
    const topic = await topics.createFifoTopic({ FifoThroughputScope: "MessageGroup" });
    const queue = await topics.createFifoQueue({ DeduplicationScope: "messageGroup" });
    await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true" });
    for (const MessageGroupId of ["1", "2", "1"]) await topics.publish(topic, "same", { MessageGroupId });
    await topics.publish(topic, "last", { MessageGroupId: "1" });
    expect(bodiesOf(await topics.take(queue, 3)).toSorted()).toEqual(["last", "same", "same"]);
  });

  it("of a standard topic gets the group of a message, for fairness", async () => {
    const { topic, queue } = await subscribed();
    await topics.publish(topic, "m", { MessageGroupId: "tenant" });
    expect((await topics.take(queue, 1))[0]?.Attributes).toMatchObject({ MessageGroupId: "tenant" });
  });

  it("may be a standard queue of a FIFO topic", async () => {
    const topic = await topics.createFifoTopic();
    const queue = await topics.createQueue();
    await topics.subscribe(topic, queue.arn, { RawMessageDelivery: "true" });
    await topics.publish(topic, "m", { MessageGroupId: "g" });
    const [message] = await topics.take(queue, 1);
    expect(message?.Body).toBe("m");
    expect(message?.Attributes).not.toHaveProperty("MessageGroupId");
  });

  it.each([
    ["a group", { MessageDeduplicationId: "a" }, "The MessageGroupId parameter is required for FIFO topics"],
    ["a deduplication id", { MessageGroupId: "g" }, "should either have ContentBasedDeduplication enabled"],
  ])("of a FIFO topic gets nothing without %s", async (_, more, message) => {
    const topic = await topics.createFifoTopic({ ContentBasedDeduplication: "false" });
    await expect(topics.publish(topic, "m", more)).rejects.toThrow(message);
  });

  it("is subscribed to several topics at once", async () => {
    const queue = await topics.createQueue();
    for (const Name of ["several-a", "several-b"]) {
      const { TopicArn } = await topics.sns.send(new CreateTopicCommand({ Name }));
      const input = { TopicArn, Protocol: "sqs", Endpoint: queue.arn };
      await topics.sns.send(new SubscribeCommand(input));
      await topics.publish(TopicArn ?? "", Name);
    }
    const names = (await topics.take(queue, 2)).map((message) => notificationOf(message).Message);
    expect(names.toSorted()).toEqual(["several-a", "several-b"]);
  });
});
