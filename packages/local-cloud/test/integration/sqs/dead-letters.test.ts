import { DeleteQueueCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodiesOf, type Queues, startQueues } from "./queues.ts";

describe("dead letters", () => {
  let queues: Queues;
  beforeAll(async () => {
    queues = await startQueues();
  });
  afterAll(() => queues.close());

  const redriveTo = async (deadLetterQueue: string, maxReceiveCount: number) =>
    JSON.stringify({
      deadLetterTargetArn: await queues.attribute(deadLetterQueue, "QueueArn"),
      maxReceiveCount,
    });

  it("are messages received more often than allowed", async () => {
    const dead = await queues.create();
    const queue = await queues.create({ VisibilityTimeout: "0", RedrivePolicy: await redriveTo(dead, 2) });
    const sent = await queues.send(queue, "poison");
    expect(await queues.receive(queue)).toHaveLength(1);
    expect(await queues.receive(queue)).toHaveLength(1);
    expect(await queues.receive(queue)).toHaveLength(0);
    const [message] = await queues.receive(dead, { MessageSystemAttributeNames: ["All"] });
    expect(message).toMatchObject({
      Body: "poison",
      MessageId: sent.MessageId,
      Attributes: { DeadLetterQueueSourceArn: await queues.attribute(queue, "QueueArn") },
    });
  });

  it("make room for the next messages in the same receive", async () => {
    const dead = await queues.create();
    const queue = await queues.create({ VisibilityTimeout: "0", RedrivePolicy: await redriveTo(dead, 1) });
    for (const body of ["one", "two"]) await queues.send(queue, body);
    await queues.receive(queue);
    await queues.send(queue, "three");
    expect(bodiesOf(await queues.receive(queue))).toEqual(["three"]);
    expect(bodiesOf(await queues.receive(dead))).toEqual(["one", "two"]);
  });

  it("wake whoever polls for them", async () => {
    const dead = await queues.create();
    const queue = await queues.create({ VisibilityTimeout: "0", RedrivePolicy: await redriveTo(dead, 1) });
    await queues.send(queue, "poison");
    await queues.receive(queue);
    const polling = queues.receive(dead, { WaitTimeSeconds: 20 });
    await queues.attribute(dead, "QueueArn");
    await queues.receive(queue);
    expect(bodiesOf(await polling)).toEqual(["poison"]);
  });

  it("free their group in a FIFO queue", async () => {
    const dead = await queues.createFifo();
    const queue = await queues.createFifo({
      VisibilityTimeout: "0",
      RedrivePolicy: await redriveTo(dead, 1),
    });
    const sent = await queues.send(queue, "poison", { MessageGroupId: "g" });
    await queues.receive(queue);
    await queues.send(queue, "next", { MessageGroupId: "g" });
    expect(bodiesOf(await queues.receive(queue))).toEqual(["next"]);
    // Its own id now tells it apart: two messages of the source may share a deduplication id.
    const [message] = await queues.receive(dead, { MessageSystemAttributeNames: ["All"] });
    expect(message?.Attributes).toMatchObject({
      MessageGroupId: "g",
      MessageDeduplicationId: sent.MessageId,
    });
  });

  it("stay where they are when their queue is gone", async () => {
    const dead = await queues.create();
    const queue = await queues.create({ VisibilityTimeout: "0", RedrivePolicy: await redriveTo(dead, 1) });
    await queues.send(queue, "poison");
    await queues.receive(queue);
    await queues.sqs.send(new DeleteQueueCommand({ QueueUrl: dead }));
    expect(bodiesOf(await queues.receive(queue))).toEqual(["poison"]);
  });
});
