import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  GetEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueueRecord } from "../../../src/functions/mappings/queue-event.ts";
import { eventually } from "../../support/eventually.ts";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

let cloud: LambdaCloud;

beforeAll(async () => {
  cloud = await startLambdaCloud();
});
afterAll(() => cloud.close());

const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  cloud.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

const map = (
  FunctionName: string,
  EventSourceArn: string,
  more: Partial<CreateEventSourceMappingCommandInput> = {},
) => cloud.lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, ...more }));

/** Messages of a queue: those to be received, and those that somebody has in hand. */
const depthOf = async (QueueUrl: string) => {
  const { Attributes } = await cloud.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  return {
    visible: Number(Attributes?.ApproximateNumberOfMessages),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
  };
};

const empty = { visible: 0, inFlight: 0 };

describe("a message in a mapped queue", () => {
  it("reaches the function in the shape that AWS sends, and is deleted when it succeeded", async () => {
    const events: QueueEvent[] = [];
    await cloud.addFunction("shape", (event: QueueEvent) => void events.push(event));
    const { url, arn } = await cloud.addQueue("shape");
    await map("shape", arn);
    const sent = await send(url, "hello", {
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "greeting" },
        bytes: { DataType: "Binary", BinaryValue: Buffer.from("b") },
        count: { DataType: "Number", StringValue: "3" },
      },
    });
    await eventually(() => expect(events).toHaveLength(1));
    expect(events[0]).toEqual({
      Records: [
        {
          messageId: sent.MessageId,
          receiptHandle: expect.any(String),
          body: "hello",
          attributes: {
            ApproximateReceiveCount: "1",
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.any(String),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
          },
          messageAttributes: {
            kind: {
              stringValue: "greeting",
              stringListValues: [],
              binaryListValues: [],
              dataType: "String",
            },
            bytes: {
              binaryValue: Buffer.from("b").toString("base64"),
              stringListValues: [],
              binaryListValues: [],
              dataType: "Binary",
            },
            count: { stringValue: "3", stringListValues: [], binaryListValues: [], dataType: "Number" },
          },
          md5OfMessageAttributes: sent.MD5OfMessageAttributes,
          md5OfBody: sent.MD5OfMessageBody,
          eventSource: "aws:sqs",
          eventSourceARN: arn,
          awsRegion: "us-east-1",
        },
      ],
    });
    await eventually(async () => expect(await depthOf(url)).toEqual(empty));
  });

  it("goes to the dead-letter queue when the function keeps failing", async () => {
    let calls = 0;
    await cloud.addFunction(
      "poisoned",
      () => {
        calls++;
        throw new Error("poison");
      },
      { Timeout: 1 },
    );
    const dead = await cloud.addQueue("poisoned-dead");
    const { url, arn } = await cloud.addQueue("poisoned", {
      VisibilityTimeout: "1",
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 }),
    });
    const { UUID } = await map("poisoned", arn);
    await send(url, "poison");
    await eventually(async () => expect((await depthOf(dead.url)).visible).toBe(1));
    expect(calls).toBe(2);
    expect(
      (await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }))).LastProcessingResult,
    ).toMatch(/^(PROBLEM: Function call failed|OK)$/);
  });

  it("reaches the function within 50 ms at the median when there is no window", async () => {
    const arrivals = new Map<string, number>();
    await cloud.addFunction("prompt", ({ Records }: QueueEvent) => {
      for (const { body } of Records) arrivals.set(body, performance.now());
    });
    const { url, arn } = await cloud.addQueue("prompt");
    await map("prompt", arn);
    const latencies: number[] = [];
    for (let index = 0; index < 15; index++) {
      const before = performance.now();
      await send(url, String(index));
      await eventually(() => expect(arrivals.has(String(index))).toBe(true));
      latencies.push((arrivals.get(String(index)) ?? 0) - before);
    }
    const median = latencies.toSorted((one, other) => one - other)[7] ?? Number.POSITIVE_INFINITY;
    expect(median).toBeLessThanOrEqual(50);
  });
});

describe("batches", () => {
  it("wait for the window, then carry up to the batch size, beyond the 10 of a receive", async () => {
    const sizes: number[] = [];
    await cloud.addFunction("batched", ({ Records }: QueueEvent) => void sizes.push(Records.length));
    const { url, arn } = await cloud.addQueue("batched");
    for (let batch = 0; batch < 3; batch++)
      await cloud.sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: Array.from({ length: 10 }, (_, index) => ({ Id: String(index), MessageBody: "x" })),
        }),
      );
    await map("batched", arn, { BatchSize: 25, MaximumBatchingWindowInSeconds: 1 });
    await eventually(() => expect(sizes).toEqual([25, 5]));
    await eventually(async () => expect(await depthOf(url)).toEqual(empty));
  });

  it("run at most as many at once as MaximumConcurrency says", async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    await cloud.addFunction("limited", async () => {
      running++;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running--;
      done++;
    });
    const { url, arn } = await cloud.addQueue("limited");
    for (let index = 0; index < 10; index++) await send(url, String(index));
    await map("limited", arn, { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
    await eventually(() => expect(done).toBe(10));
    expect(most).toBe(2);
  });
});

describe("batches without a MaximumConcurrency", () => {
  it("run five at once", async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    await cloud.addFunction("unlimited", async () => {
      running++;
      most = Math.max(most, running);
      await gate;
      running--;
      done++;
    });
    const { url, arn } = await cloud.addQueue("unlimited");
    for (let index = 0; index < 10; index++) await send(url, String(index));
    await map("unlimited", arn, { BatchSize: 1 });
    await eventually(() => expect(running).toBe(5));
    open();
    await eventually(() => expect(done).toBe(10));
    expect(most).toBe(5);
  });
});

describe("a function that reports its failed items", () => {
  const reporting = { FunctionResponseTypes: ["ReportBatchItemFailures" as const] };

  it("keeps the failed messages in the queue and has the others deleted", async () => {
    const seen: string[] = [];
    await cloud.addFunction(
      "partial",
      ({ Records }: QueueEvent) => {
        seen.push(...Records.map(({ body }) => body));
        const failed = Records.filter(
          ({ body, attributes }) => body === "bad" && attributes.ApproximateReceiveCount === "1",
        );
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      },
      { Timeout: 1 },
    );
    const { url, arn } = await cloud.addQueue("partial", { VisibilityTimeout: "1" });
    await cloud.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: ["good", "bad", "fine"].map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
    await map("partial", arn, reporting);
    await eventually(() => expect(seen.filter((body) => body === "bad")).toHaveLength(2));
    expect(seen.filter((body) => body !== "bad").toSorted()).toEqual(["fine", "good"]);
    await eventually(async () => expect(await depthOf(url)).toEqual(empty));
  });

  it("fails its whole batch by an identifier that is not in it", async () => {
    let calls = 0;
    await cloud.addFunction(
      "confused",
      () => {
        calls++;
        return { batchItemFailures: [{ itemIdentifier: "nobody" }] };
      },
      { Timeout: 1 },
    );
    const { url, arn } = await cloud.addQueue("confused", { VisibilityTimeout: "1" });
    await map("confused", arn, reporting);
    await send(url, "x");
    await eventually(() => expect(calls).toBeGreaterThanOrEqual(2));
    expect(await depthOf(url)).not.toEqual(empty);
  });

  it("is not listened to when the mapping does not say ReportBatchItemFailures", async () => {
    let calls = 0;
    await cloud.addFunction("unheard", ({ Records }: QueueEvent) => {
      calls++;
      return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    const { url, arn } = await cloud.addQueue("unheard");
    await map("unheard", arn);
    await send(url, "x");
    await eventually(() => expect(calls).toBe(1));
    await eventually(async () => expect(await depthOf(url)).toEqual(empty));
  });
});

describe("a FIFO queue", () => {
  it("gives the messages of a group again in their order after one of them failed", async () => {
    const attempts: string[][] = [];
    let failing = true;
    await cloud.addFunction(
      "ordered",
      ({ Records }: QueueEvent) => {
        attempts.push(Records.map(({ body }) => body));
        const failed = Records.find(({ body }) => failing && body === "a2");
        failing = false;
        return { batchItemFailures: failed ? [{ itemIdentifier: failed.messageId }] : [] };
      },
      { Timeout: 1 },
    );
    const { url, arn } = await cloud.addQueue("ordered.fifo", {
      FifoQueue: "true",
      ContentBasedDeduplication: "true",
      VisibilityTimeout: "1",
    });
    await cloud.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: ["a1", "a2", "a3", "b1"].map((MessageBody) => ({
          Id: MessageBody,
          MessageBody,
          MessageGroupId: MessageBody.slice(0, 1),
        })),
      }),
    );
    await map("ordered", arn, { FunctionResponseTypes: ["ReportBatchItemFailures"] });
    await eventually(async () => expect(await depthOf(url)).toEqual(empty));
    const groupA = attempts.flat().filter((body) => body.startsWith("a"));
    expect(groupA).toEqual(["a1", "a2", "a3", "a2", "a3"]);
    expect(attempts.flat().filter((body) => body === "b1")).toHaveLength(1);
  });
});

describe("a filter", () => {
  it("passes what matches, and deletes the rest without the function", async () => {
    const seen: string[] = [];
    await cloud.addFunction(
      "filtered",
      ({ Records }: QueueEvent) => void seen.push(...Records.map(({ body }) => body)),
    );
    const { url, arn } = await cloud.addQueue("filtered");
    await map("filtered", arn, {
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ body: { type: [{ prefix: "todo." }] } }) }],
      },
    });
    await send(url, JSON.stringify({ type: "user.deleted" }));
    await send(url, "no JSON at all");
    await send(url, JSON.stringify({ type: "todo.created" }));
    await eventually(() => expect(seen).toEqual([JSON.stringify({ type: "todo.created" })]));
    await eventually(async () => expect(await depthOf(url)).toEqual(empty));
    const { Messages } = await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl: url }));
    expect(Messages).toBeUndefined();
  });
});
