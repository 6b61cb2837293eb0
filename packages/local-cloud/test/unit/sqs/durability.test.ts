import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bodiesOf, createSqsDriver, type SqsDriver } from "./sqs-driver.ts";

describe("over a restart", () => {
  let sqs: SqsDriver;
  beforeEach(() => {
    sqs = createSqsDriver();
  });
  afterEach(() => sqs.close());

  it("queues keep their attributes and tags", async () => {
    const Attributes = { VisibilityTimeout: "7" };
    await sqs.call("CreateQueue", { QueueName: "q", Attributes, tags: { team: "todos" } });
    await sqs.restart();
    expect(await sqs.attribute("q", "VisibilityTimeout")).toBe("7");
    expect(await sqs.call("ListQueueTags", { QueueUrl: "q" })).toEqual({ Tags: { team: "todos" } });
  });

  it("messages stay, hidden ones hidden", async () => {
    await sqs.call("CreateQueue", { QueueName: "q" });
    await sqs.send("q", "first");
    await sqs.receive("q");
    await sqs.send("q", "second");
    await sqs.restart();
    expect(bodiesOf(await sqs.receive("q"))).toEqual(["second"]);
    sqs.pass(31);
    expect(bodiesOf(await sqs.receive("q")).toSorted()).toEqual(["first", "second"]);
  });

  it("a receipt still deletes its message", async () => {
    await sqs.call("CreateQueue", { QueueName: "q" });
    await sqs.send("q", "only");
    const [message] = await sqs.receive("q");
    await sqs.restart();
    await sqs.call("DeleteMessage", { QueueUrl: "q", ReceiptHandle: message?.ReceiptHandle });
    sqs.pass(31);
    expect(await sqs.receive("q")).toEqual([]);
  });

  it("a FIFO queue remembers for five minutes what it accepted", async () => {
    await sqs.call("CreateQueue", { QueueName: "q.fifo", Attributes: { FifoQueue: "true" } });
    const options = { MessageGroupId: "g", MessageDeduplicationId: "id" };
    const first = await sqs.send("q.fifo", "one", options);
    await sqs.restart();
    sqs.pass(299);
    expect(await sqs.send("q.fifo", "two", options)).toMatchObject({
      MessageId: first.MessageId,
      SequenceNumber: first.SequenceNumber,
    });
    sqs.pass(2);
    expect((await sqs.send("q.fifo", "three", options)).MessageId).not.toBe(first.MessageId);
    expect(bodiesOf(await sqs.receive("q.fifo"))).toEqual(["one", "three"]);
  });

  it("sequence numbers go on growing after the queue was emptied", async () => {
    const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
    await sqs.call("CreateQueue", { QueueName: "q.fifo", Attributes });
    const first = await sqs.send("q.fifo", "one", { MessageGroupId: "g" });
    const [message] = await sqs.receive("q.fifo");
    await sqs.call("DeleteMessage", { QueueUrl: "q.fifo", ReceiptHandle: message?.ReceiptHandle });
    await sqs.restart();
    const second = await sqs.send("q.fifo", "two", { MessageGroupId: "g" });
    expect(first.SequenceNumber).toMatch(/^\d{20}$/);
    expect(BigInt(second.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
  });

  it("the name of a deleted queue stays blocked for a minute", async () => {
    await sqs.call("CreateQueue", { QueueName: "q" });
    await sqs.call("DeleteQueue", { QueueUrl: "q" });
    await sqs.restart();
    await expect(sqs.call("CreateQueue", { QueueName: "q" })).rejects.toThrow("You must wait 60 seconds");
    sqs.pass(61);
    await expect(sqs.call("CreateQueue", { QueueName: "q" })).resolves.toBeDefined();
  });
});
