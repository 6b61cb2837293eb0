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

  it.each([
    [
      "that is strange",
      "a^b",
      "Invalid non-alphanumeric character '#x5E' was found in the message attribute name.",
    ],
    ["that starts with a dot", ".a", "Invalid message attribute name starting with character '.' was found."],
    ["that ends with a dot", "a.", "Invalid message attribute name ending with character '.' was found."],
    ["with two dots", "a..b", "Message attribute name can not have successive '.' character."],
  ])("an attribute with a name %s is refused", async (_, name, message) => {
    await expect(
      topics.publish(topic, "m", { MessageAttributes: { [name]: text("a") } }),
    ).rejects.toMatchObject({
      Error: { Code: "ParameterValueInvalid" },
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ["that is empty", "", "TopicArn Reason: An ARN must have at least 6 elements, not 1"],
    ["that is none", "random:1", "TopicArn Reason: An ARN must have at least 6 elements, not 2"],
    ["of another region", "arn:aws:sns:eu-west-1:000000000000:topic-0", "TopicArn"],
  ])("to an ARN %s is refused", async (_, TopicArn, message) => {
    const refusal = { name: "InvalidParameterException", message: `Invalid parameter: ${message}` };
    await expect(topics.publish(TopicArn, "m")).rejects.toMatchObject(refusal);
    const PublishBatchRequestEntries = [{ Id: "1", Message: "m" }];
    await expect(
      topics.sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries })),
    ).rejects.toMatchObject(refusal);
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
    ).rejects.toMatchObject({
      name: "BatchRequestTooLongException",
      message: "The length of all the messages put together is more than the limit.",
    });
  });

  it.each([
    ["an attribute without a value", { MessageAttributes: { attr: text("") } }, "ParameterValueInvalid"],
    ["texts without a default", { Message: '{"sqs":"a"}', MessageStructure: "json" }, "InvalidParameter"],
    ["nothing to say", { Message: "" }, "InvalidParameter"],
  ])("a batch is refused as a whole for an entry with %s", async (_, more, Code) => {
    const queue = await topics.createQueue();
    const TopicArn = await topics.createTopic();
    await topics.subscribe(TopicArn, queue.arn, { RawMessageDelivery: "true" });
    const send = (...PublishBatchRequestEntries: { Id: string; Message: string }[]) =>
      topics.sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    const good = { Id: "good", Message: "one" };
    await expect(send(good, { Id: "bad", Message: "two", ...more })).rejects.toMatchObject({
      Error: { Code },
    });
    expect(await send(good)).toMatchObject({ Successful: [{ Id: "good" }], Failed: [] });
    expect(bodiesOf(await topics.take(queue, 1))).toEqual(["one"]);
  });
});
