import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodiesOf, type Queues, startQueues } from "./queues.ts";

describe("a long poll", () => {
  let queues: Queues;
  beforeAll(async () => {
    queues = await startQueues();
  });
  afterAll(() => queues.close());

  /** A poll that is on its way, and how long it took. */
  const poll = (queueUrl: string) => {
    const started = performance.now();
    return queues.receive(queueUrl, { WaitTimeSeconds: 20 }).then((messages) => ({
      bodies: bodiesOf(messages),
      seconds: (performance.now() - started) / 1000,
    }));
  };
  /** One more call to the same server: the polls before it have begun to wait when it answers. */
  const settled = (queueUrl: string) => queues.attribute(queueUrl, "QueueArn");

  it("wakes on a send", async () => {
    const queue = await queues.create();
    const polling = poll(queue);
    await settled(queue);
    await queues.send(queue, "m");
    const { bodies, seconds } = await polling;
    expect(bodies).toEqual(["m"]);
    expect(seconds).toBeLessThan(2);
  });

  it("wakes when a delay ends", async () => {
    const queue = await queues.create();
    const polling = poll(queue);
    await settled(queue);
    await queues.send(queue, "m", { DelaySeconds: 1 });
    const { bodies, seconds } = await polling;
    expect(bodies).toEqual(["m"]);
    expect(seconds).toBeGreaterThan(0.9);
    expect(seconds).toBeLessThan(4);
  });

  it("wakes when a visibility timeout ends", async () => {
    const queue = await queues.create();
    await queues.send(queue, "m");
    await queues.receive(queue, { VisibilityTimeout: 1 });
    const { bodies, seconds } = await poll(queue);
    expect(bodies).toEqual(["m"]);
    expect(seconds).toBeLessThan(4);
  });

  it("wakes when a message is given back", async () => {
    const queue = await queues.create();
    await queues.send(queue, "m");
    const [message] = await queues.receive(queue);
    const polling = poll(queue);
    await settled(queue);
    await queues.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queue,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    expect((await polling).seconds).toBeLessThan(2);
  });

  it("wakes when the group before its message is freed", async () => {
    const queue = await queues.createFifo();
    for (const body of ["one", "two"]) await queues.send(queue, body, { MessageGroupId: "g" });
    const [first] = await queues.receive(queue, { MaxNumberOfMessages: 1 });
    const polling = poll(queue);
    await settled(queue);
    await queues.sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: first?.ReceiptHandle }));
    expect((await polling).bodies).toEqual(["two"]);
  });

  it("ends empty after its time, by the queue's setting", async () => {
    const queue = await queues.create({ ReceiveMessageWaitTimeSeconds: "1" });
    const started = performance.now();
    expect(await queues.receive(queue)).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it("ends when its queue is deleted", async () => {
    const queue = await queues.create();
    const polling = poll(queue);
    await settled(queue);
    await queues.sqs.send(new DeleteQueueCommand({ QueueUrl: queue }));
    await expect(polling).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  });

  it("takes nothing with it when its caller hangs up", async () => {
    const queue = await queues.create();
    const hangUp = new AbortController();
    const polling = queues.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 20 }), {
      abortSignal: hangUp.signal,
    });
    await settled(queue);
    hangUp.abort();
    await expect(polling).rejects.toMatchObject({ name: "AbortError" });
    // The server learns of it on its own time; a waiting second poll shows that it has.
    await settled(queue);
    const second = poll(queue);
    await queues.send(queue, "m");
    expect((await second).bodies).toEqual(["m"]);
  });

  it("shares a batch of messages with its neighbours, each to one", async () => {
    const queue = await queues.create();
    const polls = [poll(queue), poll(queue), poll(queue)];
    await settled(queue);
    await queues.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: "600" } }),
    );
    for (const body of ["a", "b", "c"]) await queues.send(queue, body);
    const first = await Promise.race(polls);
    expect(first.bodies.length).toBeGreaterThan(0);
    await queues.sqs.send(new DeleteQueueCommand({ QueueUrl: queue }));
    const results = await Promise.allSettled(polls);
    const bodies = results.flatMap((result) => (result.status === "fulfilled" ? result.value.bodies : []));
    expect(bodies.toSorted()).toEqual([...new Set(bodies)].toSorted());
  });
});
