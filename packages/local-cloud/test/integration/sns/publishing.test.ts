import { type MessageAttributeValue, PublishBatchCommand, PublishCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodiesOf, startTopics, type Topics } from "./topics.ts";

const text = (StringValue: string): MessageAttributeValue => ({ DataType: "String", StringValue });

describe("publishing", () => {
  let topics: Topics;
  let topic: string;
  beforeAll(async () => {
    topics = await startTopics();
    topic = await topics.createTopic();
  });
  afterAll(() => topics.close());

  it.each([
    ["nothing", { Message: "" }, "Invalid parameter: Empty message"],
    ["more than 256 KiB", { Message: "m".repeat(262_145) }, "Invalid parameter: Message too long"],
    ["an empty subject", { Subject: "" }, "Invalid parameter: Subject"],
    ["a subject of 101 characters", { Subject: "s".repeat(101) }, "Invalid parameter: Subject"],
    ["a subject of two lines", { Subject: "a\nb" }, "Invalid parameter: Subject"],
    ["texts that are no JSON", { MessageStructure: "json" }, "JSON message body failed to parse"],
    [
      "texts without a default",
      { MessageStructure: "json", Message: '{"sqs":"a"}' },
      "No default entry in JSON message body",
    ],
    [
      "a deduplication id to a standard topic",
      { MessageDeduplicationId: "a" },
      "not valid for this topic type",
    ],
  ])("%s is refused", async (_, more, message) => {
    await expect(topics.publish(topic, "m", more)).rejects.toThrow(message);
  });

  it.each([
    ["an unknown type", { DataType: "Text", StringValue: "a" }, "has an invalid message attribute type"],
    ["a type and another field", { DataType: "Binary", StringValue: "a" }, "must use field 'Binary'"],
    [
      "an empty value",
      { DataType: "String", StringValue: "" },
      "must contain non-empty message attribute value",
    ],
  ])("an attribute of %s is refused", async (_, value, message) => {
    await expect(topics.publish(topic, "m", { MessageAttributes: { attr: value } })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: expect.stringContaining(message),
    });
  });

  it("needs a target, and knows no phones", async () => {
    await expect(topics.sns.send(new PublishCommand({ Message: "m" }))).rejects.toThrow(
      "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter",
    );
    await expect(
      topics.sns.send(new PublishCommand({ Message: "m", PhoneNumber: "+4912345" })),
    ).rejects.toThrow("The local cloud does not provide text messages (PhoneNumber).");
  });

  it("takes a topic as target", async () => {
    const sent = await topics.sns.send(new PublishCommand({ TargetArn: topic, Message: "m" }));
    expect(sent.MessageId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ["no entries", [], "EmptyBatchRequestException"],
    ["an id twice", ["a", "a"], "BatchEntryIdsNotDistinctException"],
    ["an id with a dot", ["a.b"], "InvalidBatchEntryIdException"],
    ["eleven entries", Array.from({ length: 11 }, (_, i) => `${i}`), "TooManyEntriesInBatchRequestException"],
  ])("a batch with %s is refused", async (_, ids, name) => {
    const PublishBatchRequestEntries = ids.map((Id) => ({ Id, Message: "m" }));
    await expect(
      topics.sns.send(new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries })),
    ).rejects.toMatchObject({ name });
  });

  it("a batch of more than 256 KiB is refused", async () => {
    const PublishBatchRequestEntries = ["a", "b"].map((Id) => ({ Id, Message: "m".repeat(140_000) }));
    await expect(
      topics.sns.send(new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries })),
    ).rejects.toMatchObject({ name: "BatchRequestTooLongException" });
  });

  it("the entries of a batch succeed and fail each by itself", async () => {
    const queue = await topics.createQueue();
    const TopicArn = await topics.createTopic();
    await topics.subscribe(TopicArn, queue.arn, { RawMessageDelivery: "true" });
    const PublishBatchRequestEntries = [
      { Id: "good", Message: "one" },
      { Id: "bad", Message: "two", MessageAttributes: { attr: text("") } },
      { Id: "json", Message: '{"default":"d","sqs":"three"}', MessageStructure: "json" },
    ];
    const answer = await topics.sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(["good", "json"]);
    expect(answer.Failed).toMatchObject([{ Id: "bad", Code: "ParameterValueInvalid", SenderFault: true }]);
    expect(bodiesOf(await topics.take(queue, 2))).toEqual(["one", "three"]);
  });
});
