import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  PurgeQueueCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodiesOf, type Queues, startQueues } from "./queues.ts";

describe("FIFO queues", () => {
  let queues: Queues;
  beforeAll(async () => {
    queues = await startQueues();
  });
  afterAll(() => queues.close());

  it("give several messages of a group in one receive, and one group after the other", async () => {
    const queue = await queues.createFifo();
    for (const [group, body] of [
      ["1", "1a"],
      ["2", "2a"],
      ["1", "1b"],
    ] as const)
      await queues.send(queue, body, { MessageGroupId: group });
    expect(bodiesOf(await queues.receive(queue))).toEqual(["1a", "1b", "2a"]);
  });

  it("lock a group while one of its messages is in flight", async () => {
    const queue = await queues.createFifo();
    for (const [group, body] of [
      ["1", "1a"],
      ["1", "1b"],
      ["2", "2a"],
    ] as const)
      await queues.send(queue, body, { MessageGroupId: group });
    await queues.receive(queue, { MaxNumberOfMessages: 1 });
    expect(bodiesOf(await queues.receive(queue))).toEqual(["2a"]);
  });

  it("number their messages in growing order", async () => {
    const queue = await queues.createFifo();
    const numbers: string[] = [];
    for (const body of ["a", "b", "c"]) {
      const input = { QueueUrl: queue, MessageBody: body, MessageGroupId: "g" };
      numbers.push((await queues.sqs.send(new SendMessageCommand(input))).SequenceNumber ?? "");
    }
    expect(numbers).toEqual(numbers.toSorted());
    expect(new Set(numbers).size).toBe(3);
  });

  it("keep one of several messages with the same id", async () => {
    const queue = await queues.createFifo();
    const ids = { MessageGroupId: "g", MessageDeduplicationId: "same" };
    const first = await queues.send(queue, "one", ids);
    const second = await queues.send(queue, "two", ids);
    expect(second.MessageId).toBe(first.MessageId);
    expect(bodiesOf(await queues.receive(queue))).toEqual(["one"]);
  });

  it("keep one of several messages with the same content", async () => {
    const queue = await queues.createFifo();
    for (const body of ["one", "one", "two"]) await queues.send(queue, body, { MessageGroupId: "g" });
    expect(bodiesOf(await queues.receive(queue))).toEqual(["one", "two"]);
  });

  it("tell repetitions apart by group when told to", async () => {
    const queue = await queues.createFifo({ DeduplicationScope: "messageGroup" });
    for (const group of ["1", "2", "1"])
      await queues.send(queue, "m", { MessageGroupId: group, MessageDeduplicationId: "same" });
    expect(await queues.receive(queue)).toHaveLength(2);
  });

  it("forget what they accepted when purged", async () => {
    const queue = await queues.createFifo();
    const ids = { MessageGroupId: "g", MessageDeduplicationId: "same" };
    await queues.send(queue, "one", ids);
    await queues.sqs.send(new PurgeQueueCommand({ QueueUrl: queue }));
    await queues.send(queue, "two", ids);
    expect(bodiesOf(await queues.receive(queue))).toEqual(["two"]);
  });

  it.each([
    ["no group", { MessageDeduplicationId: "a" }, "MissingParameter"],
    ["no deduplication id", { MessageGroupId: "g" }, "InvalidParameterValue"],
    [
      "a delay",
      { MessageGroupId: "g", MessageDeduplicationId: "a", DelaySeconds: 1 },
      "InvalidParameterValue",
    ],
    ["a space in its group", { MessageGroupId: "g g", MessageDeduplicationId: "a" }, "InvalidParameterValue"],
  ])("refuse a message with %s", async (_, more, Code) => {
    const queue = await queues.createFifo({ ContentBasedDeduplication: "false" });
    await expect(queues.send(queue, "m", more)).rejects.toMatchObject({ Code });
  });

  it("refuse a whole batch when one message has no group", async () => {
    const QueueUrl = await queues.createFifo();
    const Entries = [
      { Id: "1", MessageBody: "m", MessageGroupId: "g" },
      { Id: "2", MessageBody: "m" },
    ];
    await expect(queues.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({
      Code: "InvalidParameterValue",
      message: "The request must contain the parameter MessageGroupId.",
    });
    expect(await queues.attribute(QueueUrl, "ApproximateNumberOfMessages")).toBe("0");
  });

  it("refuse high throughput without deduplication by group", async () => {
    const QueueUrl = await queues.createFifo();
    const Attributes = { FifoThroughputLimit: "perMessageGroupId" };
    await expect(
      queues.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes })),
    ).rejects.toMatchObject({ Code: "InvalidAttributeValue" });
    await queues.sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl,
        Attributes: { ...Attributes, DeduplicationScope: "messageGroup" },
      }),
    );
  });

  it("refuse a receipt that has expired", async () => {
    const queue = await queues.createFifo();
    await queues.send(queue, "m", { MessageGroupId: "g" });
    const [message] = await queues.receive(queue);
    const receipt = { QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle };
    await queues.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
    await expect(queues.sqs.send(new DeleteMessageCommand(receipt))).rejects.toThrow(
      "Reason: The receipt handle has expired.",
    );
    await expect(
      queues.sqs.send(new ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 1 })),
    ).rejects.toMatchObject({ name: "MessageNotInflight" });
  });
});
