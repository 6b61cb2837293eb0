import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodiesOf, type Queues, startQueues } from "./queues.ts";

describe("messages", () => {
  let queues: Queues;
  beforeAll(async () => {
    queues = await startQueues();
  });
  afterAll(() => queues.close());

  it("arrive as they were sent", async () => {
    const queue = await queues.create();
    const body = 'line\r\n\t<tag> & "quote" \u{1f600} \uFFFD';
    const { MessageId } = await queues.send(queue, body);
    expect(await queues.receive(queue)).toMatchObject([{ Body: body, MessageId }]);
  });

  it.each([
    ["a control character", "a\u0000b"],
    ["U+FFFF", "a\uFFFFb"],
  ])("with %s are refused", async (_, body) => {
    await expect(queues.send(await queues.create(), body)).rejects.toMatchObject({
      Code: "InvalidMessageContents",
    });
  });

  it("count their attributes towards their size", async () => {
    const queue = await queues.create({ MaximumMessageSize: "1024" });
    const MessageAttributes = { a: { DataType: "String", StringValue: "x" } };
    await queues.send(queue, "b".repeat(1016), { MessageAttributes });
    await expect(queues.send(queue, "b".repeat(1017), { MessageAttributes })).rejects.toThrow(
      "Message must be shorter than 1024 bytes.",
    );
  });

  it("show the attributes that are asked for, with their digest", async () => {
    const queue = await queues.create({ VisibilityTimeout: "0" });
    const text = (StringValue: string) => ({ DataType: "String", StringValue });
    const MessageAttributes = { Hello: text("There"), General: text("Kenobi"), "Help.Me": text("Me") };
    await queues.send(queue, "msg", { MessageAttributes });
    const namesFor = async (...MessageAttributeNames: string[]) => {
      const [message] = await queues.receive(queue, { MessageAttributeNames });
      return [Object.keys(message?.MessageAttributes ?? {}).sort(), message?.MD5OfMessageAttributes];
    };
    expect(await namesFor()).toEqual([[], undefined]);
    expect(await namesFor("All")).toEqual([
      ["General", "Hello", "Help.Me"],
      "4c360f3fdafd970e05fae2f149d997f5",
    ]);
    expect(await namesFor(".*")).toEqual([
      ["General", "Hello", "Help.Me"],
      "4c360f3fdafd970e05fae2f149d997f5",
    ]);
    expect(await namesFor("*")).toEqual([
      ["General", "Hello", "Help.Me"],
      "4c360f3fdafd970e05fae2f149d997f5",
    ]);
    expect(await namesFor("Hel.*")).toEqual([["Hello", "Help.Me"], "83fee93c1bcd8b9a5a923ffacdc636c7"]);
    expect(await namesFor("Hello", "Unknown")).toEqual([["Hello"], "a311262e065454b75da111d535b8dacd"]);
    expect(await namesFor("Unknown")).toEqual([[], undefined]);
  });

  it("may name their attributes in the letters of any script", async () => {
    const queue = await queues.create();
    const MessageAttributes = { "attr.1øßä": { DataType: "String", StringValue: "x" } };
    await queues.send(queue, "m", { MessageAttributes });
    const [message] = await queues.receive(queue, { MessageAttributeNames: ["All"] });
    expect(message?.MessageAttributes).toEqual(MessageAttributes);
  });

  it.each([
    ["a name with a section sign", { "a§": { DataType: "String", StringValue: "x" } }, "alphanumeric"],
    [
      "an unknown type",
      { a: { DataType: "Text", StringValue: "x" } },
      "must use only the following supported type prefixes",
    ],
    [
      "an empty value",
      { a: { DataType: "String", StringValue: "" } },
      "must contain a non-empty value of type 'String'",
    ],
    ["a number that is none", { a: { DataType: "Number", StringValue: "x" } }, "Can't cast the value"],
    ["a reserved name", { "AWS.a": { DataType: "String", StringValue: "x" } }, "reserved"],
    ["a name that ends in a dot", { "a.": { DataType: "String", StringValue: "x" } }, "period"],
    [
      "eleven of them",
      Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [`a${i}`, { DataType: "String", StringValue: "x" }]),
      ),
      "Number of message attributes [11] exceeds the allowed maximum [10].",
    ],
  ])("with attributes of %s are refused", async (_, MessageAttributes, message) => {
    await expect(queues.send(await queues.create(), "m", { MessageAttributes })).rejects.toThrow(message);
  });

  it("carry a trace header that is no attribute of theirs", async () => {
    const queue = await queues.create();
    const AWSTraceHeader = { DataType: "String", StringValue: "Root=1-5759e988-bd862e3fe1be46a994272793" };
    const sent = await queues.sqs.send(
      new SendMessageCommand({
        QueueUrl: queue,
        MessageBody: "m",
        MessageSystemAttributes: { AWSTraceHeader },
      }),
    );
    expect(sent.MD5OfMessageAttributes).toBeUndefined();
    expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
    const [message] = await queues.receive(queue, { MessageSystemAttributeNames: ["AWSTraceHeader"] });
    expect(message?.Attributes).toEqual({ AWSTraceHeader: AWSTraceHeader.StringValue });
  });

  it("tell who sent them, when, and how often they were received", async () => {
    const queue = await queues.create({ VisibilityTimeout: "0" });
    await queues.send(queue, "m", { MessageGroupId: "tenant" });
    await queues.receive(queue);
    const [message] = await queues.receive(queue, { MessageSystemAttributeNames: ["All"] });
    expect(message?.Attributes).toEqual({
      SenderId: "000000000000",
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      ApproximateReceiveCount: "2",
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
      MessageGroupId: "tenant",
    });
  });

  it("wait for their delay", async () => {
    const queue = await queues.create({ DelaySeconds: "900" });
    await queues.send(queue, "later");
    await queues.send(queue, "now", { DelaySeconds: 0 });
    expect(bodiesOf(await queues.receive(queue))).toEqual(["now"]);
  });

  it.each([
    ["MaxNumberOfMessages", 0],
    ["MaxNumberOfMessages", 11],
    ["WaitTimeSeconds", 21],
    ["VisibilityTimeout", 43_201],
    ["ReceiveRequestAttemptId", "attempt"],
  ])("are not received with %s = %s", async (name, value) => {
    await expect(queues.receive(await queues.create(), { [name]: value })).rejects.toMatchObject({
      Code: "InvalidParameterValue",
    });
  });

  it("once deleted, do not come back", async () => {
    const queue = await queues.create();
    await queues.send(queue, "m");
    const [message] = await queues.receive(queue, { VisibilityTimeout: 1 });
    const receipt = { QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle };
    await queues.sqs.send(new DeleteMessageCommand(receipt));
    await queues.sqs.send(new DeleteMessageCommand(receipt));
    expect(await queues.attribute(queue, "ApproximateNumberOfMessagesNotVisible")).toBe("0");
  });

  it("are deleted by their latest receipt only", async () => {
    const queue = await queues.create({ VisibilityTimeout: "0" });
    await queues.send(queue, "m");
    const [first] = await queues.receive(queue);
    const [second] = await queues.receive(queue);
    await queues.sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: first?.ReceiptHandle }));
    expect(await queues.attribute(queue, "ApproximateNumberOfMessages")).toBe("1");
    await queues.sqs.send(
      new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: second?.ReceiptHandle }),
    );
    expect(await queues.attribute(queue, "ApproximateNumberOfMessages")).toBe("0");
  });

  it("are not deleted by a receipt of another queue", async () => {
    const [one, other] = [await queues.create(), await queues.create()];
    await queues.send(one, "m");
    const [message] = await queues.receive(one);
    await expect(
      queues.sqs.send(new DeleteMessageCommand({ QueueUrl: other, ReceiptHandle: message?.ReceiptHandle })),
    ).rejects.toMatchObject({ name: "ReceiptHandleIsInvalid", $metadata: { httpStatusCode: 404 } });
  });

  it("become visible at once when their timeout is set to zero", async () => {
    const queue = await queues.create();
    await queues.send(queue, "m");
    const [message] = await queues.receive(queue);
    const receipt = { QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle };
    await queues.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
    expect(await queues.receive(queue)).toHaveLength(1);
  });

  it("are hidden again after their timeout, when nobody else received them", async () => {
    const queue = await queues.create();
    await queues.send(queue, "m");
    const [message] = await queues.receive(queue, { VisibilityTimeout: 0 });
    const receipt = { QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle };
    await queues.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 30 }));
    expect(await queues.receive(queue)).toHaveLength(0);
  });

  it("become visible by an older receipt, too", async () => {
    const queue = await queues.create();
    await queues.send(queue, "m");
    const [message] = await queues.receive(queue, { VisibilityTimeout: 0 });
    await queues.receive(queue);
    const receipt = { QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle };
    await queues.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
    expect(await queues.receive(queue)).toHaveLength(1);
  });

  it("that are gone cannot be hidden", async () => {
    const queue = await queues.create();
    await queues.send(queue, "m");
    const [message] = await queues.receive(queue);
    const receipt = { QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle };
    await queues.sqs.send(new DeleteMessageCommand(receipt));
    await expect(
      queues.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 1 })),
    ).rejects.toThrow("Message does not exist or is not available for visibility timeout change.");
  });

  describe("in batches", () => {
    it("succeed and fail each by itself", async () => {
      const queue = await queues.create();
      const Entries = [
        { Id: "good", MessageBody: "m" },
        { Id: "bad", MessageBody: "\u0001" },
        { Id: "late", MessageBody: "m", DelaySeconds: 901 },
      ];
      const answer = await queues.sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
      expect(answer.Successful).toMatchObject([
        { Id: "good", MD5OfMessageBody: "6f8f57715090da2632453988d9a1501b" },
      ]);
      expect(answer.Failed).toMatchObject([
        { Id: "bad", Code: "InvalidMessageContents", SenderFault: true },
        { Id: "late", Code: "InvalidParameterValue", SenderFault: true },
      ]);
    });

    it("say of an entry that it is too large", async () => {
      const QueueUrl = await queues.create({ MaximumMessageSize: "1024" });
      const Entries = [1024, 1025].map((size) => ({ Id: `of-${size}`, MessageBody: "m".repeat(size) }));
      const answer = await queues.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      expect(answer.Successful).toMatchObject([{ Id: "of-1024" }]);
      expect(answer.Failed).toEqual([
        {
          Id: "of-1025",
          Code: "InvalidParameterValue",
          Message:
            "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.",
          SenderFault: true,
        },
      ]);
    });

    it.each([
      ["no entries", [], "EmptyBatchRequest"],
      ["an id twice", ["a", "a"], "BatchEntryIdsNotDistinct"],
      ["an id with a dot", ["a.b"], "InvalidBatchEntryId"],
      ["an id of 81 characters", ["a".repeat(81)], "InvalidBatchEntryId"],
      ["eleven entries", Array.from({ length: 11 }, (_, i) => `${i}`), "TooManyEntriesInBatchRequest"],
    ])("are refused with %s", async (_, ids, name) => {
      const Entries = ids.map((Id) => ({ Id, MessageBody: "m" }));
      const QueueUrl = await queues.create();
      await expect(queues.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject(
        {
          name,
          Code: `AWS.SimpleQueueService.${name}`,
        },
      );
    });

    it("are refused when they are larger than a message may be", async () => {
      const Entries = ["a", "b"].map((Id) => ({ Id, MessageBody: "m".repeat(600_000) }));
      const QueueUrl = await queues.create();
      await expect(queues.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject(
        { name: "BatchRequestTooLong" },
      );
    });

    it("are deleted and hidden, but for what is no receipt", async () => {
      const QueueUrl = await queues.create();
      for (const body of ["one", "two"]) await queues.send(QueueUrl, body);
      const [one, two] = await queues.receive(QueueUrl);
      const hidden = await queues.sqs.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl,
          Entries: [
            { Id: "one", ReceiptHandle: one?.ReceiptHandle, VisibilityTimeout: 0 },
            { Id: "bad", ReceiptHandle: "nonsense", VisibilityTimeout: 0 },
          ],
        }),
      );
      expect(hidden).toMatchObject({
        Successful: [{ Id: "one" }],
        Failed: [{ Id: "bad", Code: "ReceiptHandleIsInvalid", SenderFault: true }],
      });
      const deleted = await queues.sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: "two", ReceiptHandle: two?.ReceiptHandle },
            { Id: "bad", ReceiptHandle: "nonsense" },
          ],
        }),
      );
      expect(deleted).toMatchObject({ Successful: [{ Id: "two" }], Failed: [{ Id: "bad" }] });
      expect(bodiesOf(await queues.receive(QueueUrl))).toEqual(["one"]);
    });
  });
});
