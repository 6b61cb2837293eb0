import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bodiesOf, createSqsDriver, type SqsDriver } from "./sqs-driver.ts";

describe("as time passes", () => {
  let sqs: SqsDriver;
  beforeEach(async () => {
    sqs = createSqsDriver();
    await sqs.call("CreateQueue", { QueueName: "q" });
  });
  afterEach(() => sqs.close());

  it("a message outlives its retention by nothing", async () => {
    await sqs.call("SetQueueAttributes", { QueueUrl: "q", Attributes: { MessageRetentionPeriod: "60" } });
    await sqs.send("q", "old");
    sqs.pass(62);
    await sqs.send("q", "new");
    expect(await sqs.attribute("q", "ApproximateNumberOfMessages")).toBe("1");
    expect(bodiesOf(await sqs.receive("q"))).toEqual(["new"]);
  });

  it("an expired message does not block its group", async () => {
    const Attributes = {
      FifoQueue: "true",
      ContentBasedDeduplication: "true",
      MessageRetentionPeriod: "60",
      VisibilityTimeout: "600",
    };
    await sqs.call("CreateQueue", { QueueName: "q.fifo", Attributes });
    await sqs.send("q.fifo", "old", { MessageGroupId: "g" });
    await sqs.receive("q.fifo");
    sqs.pass(30);
    await sqs.send("q.fifo", "new", { MessageGroupId: "g" });
    sqs.pass(32);
    expect(bodiesOf(await sqs.receive("q.fifo"))).toEqual(["new"]);
  });

  it("a message cannot be hidden for more than twelve hours after its receive", async () => {
    await sqs.send("q", "m");
    const [message] = await sqs.receive("q", { VisibilityTimeout: 43_200 });
    const change = { QueueUrl: "q", ReceiptHandle: message?.ReceiptHandle };
    await sqs.call("ChangeMessageVisibility", { ...change, VisibilityTimeout: 43_200 });
    sqs.pass(3600);
    await expect(
      sqs.call("ChangeMessageVisibility", { ...change, VisibilityTimeout: 43_200 }),
    ).rejects.toThrow("Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
    await sqs.call("ChangeMessageVisibility", { ...change, VisibilityTimeout: 39_600 });
  });

  it("a purge can be repeated after a minute", async () => {
    await sqs.call("PurgeQueue", { QueueUrl: "q" });
    await expect(sqs.call("PurgeQueue", { QueueUrl: "q" })).rejects.toThrow(
      "Only one PurgeQueue operation on q",
    );
    sqs.pass(61);
    await expect(sqs.call("PurgeQueue", { QueueUrl: "q" })).resolves.toEqual({});
  });

  it("the counts tell visible, delayed and in flight apart", async () => {
    await sqs.send("q", "delayed", { DelaySeconds: 10 });
    await sqs.send("q", "received");
    await sqs.receive("q");
    await sqs.send("q", "waiting");
    const counts = async () =>
      Promise.all(
        ["", "Delayed", "NotVisible"].map((kind) => sqs.attribute("q", `ApproximateNumberOfMessages${kind}`)),
      );
    expect(await counts()).toEqual(["1", "1", "1"]);
    sqs.pass(11);
    expect(await counts()).toEqual(["2", "0", "1"]);
  });
});

describe("an attempt id", () => {
  let sqs: SqsDriver;
  const retry = { ReceiveRequestAttemptId: "attempt" };
  beforeEach(async () => {
    sqs = createSqsDriver();
    const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
    await sqs.call("CreateQueue", { QueueName: "q.fifo", Attributes });
    for (const body of ["one", "two"]) await sqs.send("q.fifo", body, { MessageGroupId: "g" });
  });
  afterEach(() => sqs.close());

  it("gets the same messages and receipts again", async () => {
    const first = await sqs.receive("q.fifo", retry);
    expect(await sqs.receive("q.fifo", retry)).toEqual(first);
    expect(bodiesOf(first)).toEqual(["one", "two"]);
  });

  it("starts their visibility timeout anew", async () => {
    await sqs.receive("q.fifo", retry);
    sqs.pass(20);
    await sqs.receive("q.fifo", retry);
    sqs.pass(20);
    expect(await sqs.receive("q.fifo")).toEqual([]);
  });

  it("gets nothing while the messages are locked and one was deleted", async () => {
    const [message] = await sqs.receive("q.fifo", retry);
    await sqs.call("DeleteMessage", { QueueUrl: "q.fifo", ReceiptHandle: message?.ReceiptHandle });
    expect(await sqs.receive("q.fifo", retry)).toEqual([]);
  });

  it("is forgotten after five minutes", async () => {
    await sqs.receive("q.fifo", { ...retry, VisibilityTimeout: 600 });
    sqs.pass(301);
    expect(await sqs.receive("q.fifo", retry)).toEqual([]);
  });
});
