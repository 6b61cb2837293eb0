import { MergeShardsCommand, SplitShardCommand } from "@aws-sdk/client-kinesis";
import { GetEventSourceMappingCommand, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type LambdaCloud, roleArn, startLambdaCloud } from "../../support/lambda-cloud.ts";
import { dataOf, type KinesisEvent, type Streams, streamArn, streamsOf } from "../../support/streams.ts";

let cloud: LambdaCloud;
let streams: Streams;

beforeAll(async () => {
  cloud = await startLambdaCloud({ kinesis: true });
  streams = streamsOf(cloud);
});
afterAll(() => cloud.close());

const resultOf = async (UUID: string) =>
  (await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }))).LastProcessingResult;
const running = (UUID: string) => eventually(async () => expect(await resultOf(UUID)).toBe("OK"));

describe("a record", () => {
  it("reaches the function in the shape that AWS sends", async () => {
    const events: KinesisEvent[] = [];
    await streams.mapped("shape", (event: KinesisEvent) => void events.push(event));
    await streams.put("shape", "hello", "test");
    await eventually(() => expect(events).toHaveLength(1));
    const sequenceNumber = events[0]?.Records[0]?.kinesis.sequenceNumber;
    expect(sequenceNumber).toMatch(/^49\d{54}$/);
    expect(events[0]).toEqual({
      Records: [
        {
          kinesis: {
            kinesisSchemaVersion: "1.0",
            partitionKey: "test",
            sequenceNumber,
            data: "aGVsbG8=",
            approximateArrivalTimestamp: expect.any(Number),
          },
          eventSource: "aws:kinesis",
          eventVersion: "1.0",
          eventID: `shardId-000000000000:${sequenceNumber}`,
          eventName: "aws:kinesis:record",
          invokeIdentityArn: roleArn,
          awsRegion: "us-east-1",
          eventSourceARN: streamArn("shape"),
        },
      ],
    });
  });

  it("reaches the function within 50 ms at the median", async () => {
    const arrivals = new Map<string, number>();
    const UUID = await streams.mapped("prompt", (event: KinesisEvent) => {
      for (const data of dataOf(event)) arrivals.set(data, performance.now());
    });
    await running(UUID);
    const latencies: number[] = [];
    for (let index = 0; index < 15; index++) {
      const before = performance.now();
      await streams.put("prompt", String(index));
      await eventually(() => expect(arrivals.has(String(index))).toBe(true));
      latencies.push((arrivals.get(String(index)) ?? 0) - before);
    }
    const median = latencies.toSorted((one, other) => one - other)[7] ?? Number.POSITIVE_INFINITY;
    expect(median).toBeLessThanOrEqual(50);
  });
});

describe("where a mapping begins", () => {
  it("gives everything from the oldest on for TRIM_HORIZON, in batches and in order", async () => {
    const batches: string[][] = [];
    const records = Array.from({ length: 25 }, (_, index) => String(index));
    await streams.mapped(
      "oldest",
      (event: KinesisEvent) => void batches.push(dataOf(event)),
      { BatchSize: 10 },
      records,
    );
    await eventually(() => expect(batches.flat()).toEqual(records));
    expect(Math.max(...batches.map(({ length }) => length))).toBe(10);
  });

  it("gives only what is new for LATEST, also when it comes before the first look", async () => {
    const seen: string[] = [];
    const UUID = await streams.mapped(
      "latest",
      (event: KinesisEvent) => void seen.push(...dataOf(event)),
      { StartingPosition: "LATEST" },
      ["old"],
    );
    await eventually(async () =>
      expect((await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }))).State).toBe("Enabled"),
    );
    await streams.put("latest", "new");
    await eventually(() => expect(seen).toEqual(["new"]));
  });

  it("gives what came at a time or later for AT_TIMESTAMP", async () => {
    const seen: string[] = [];
    await cloud.addFunction("timed", (event: KinesisEvent) => void seen.push(...dataOf(event)));
    await streams.add("timed");
    await streams.put("timed", "old");
    const StartingPositionTimestamp = await eventually(async () => {
      const now = Date.now();
      expect(new Date(now - 5)).not.toEqual(0);
      return new Date(now + 5);
    });
    await eventually(() => expect(Date.now()).toBeGreaterThan(StartingPositionTimestamp.getTime()));
    await streams.put("timed", "new");
    await streams.map("timed", "timed", { StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp });
    await eventually(() => expect(seen).toEqual(["new"]));
  });
});

describe("a function that fails", () => {
  it("gets the same batch again, before anything newer", async () => {
    const attempts: string[][] = [];
    await streams.mapped(
      "again",
      (event: KinesisEvent) => {
        attempts.push(dataOf(event));
        if (attempts.length <= 3) throw new Error("not yet");
      },
      { BatchSize: 2 },
      ["1", "2", "3"],
    );
    await eventually(() => expect(attempts).toHaveLength(5));
    expect(attempts).toEqual([["1", "2"], ["1", "2"], ["1", "2"], ["1", "2"], ["3"]]);
  });

  it("goes on from the lowest record that it reports", async () => {
    const attempts: string[][] = [];
    await streams.mapped(
      "lowest",
      (event: KinesisEvent) => {
        attempts.push(dataOf(event));
        const failed = attempts.length === 1 ? event.Records.slice(1, 3).toReversed() : [];
        return {
          batchItemFailures: failed.map(({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber })),
        };
      },
      { FunctionResponseTypes: ["ReportBatchItemFailures"] },
      ["1", "2", "3", "4"],
    );
    await eventually(() =>
      expect(attempts).toEqual([
        ["1", "2", "3", "4"],
        ["2", "3", "4"],
      ]),
    );
  });

  it("is split down to the poisonous record, which alone is given up", async () => {
    const done: string[] = [];
    const dead = await cloud.addQueue("bisected-failures");
    await streams.mapped(
      "bisected",
      (event: KinesisEvent) => {
        if (dataOf(event).includes("bad")) throw new Error("poison");
        done.push(...dataOf(event));
      },
      {
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: dead.arn } },
      },
      ["1", "2", "bad", "4", "5"],
    );
    await eventually(() => expect(done).toEqual(["1", "2", "4", "5"]));
    const { Messages } = await cloud.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: dead.url, WaitTimeSeconds: 5 }),
    );
    expect(Messages).toHaveLength(1);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(JSON.parse(Messages?.[0]?.Body ?? "")).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:bisected",
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      version: "1.0",
      timestamp: time,
      KinesisBatchInfo: {
        shardId: "shardId-000000000000",
        startSequenceNumber: expect.stringMatching(/^49\d{54}$/),
        endSequenceNumber: expect.stringMatching(/^49\d{54}$/),
        approximateArrivalOfFirstRecord: time,
        approximateArrivalOfLastRecord: time,
        batchSize: 1,
        streamArn: streamArn("bisected"),
      },
    });
  });
});

it("waits out throttling without using a retry", async () => {
  const seen: string[] = [];
  const reserve = (ReservedConcurrentExecutions: number) =>
    cloud.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: "throttled", ReservedConcurrentExecutions }),
    );
  await cloud.addFunction("throttled", (event: KinesisEvent) => void seen.push(...dataOf(event)));
  await reserve(0);
  await streams.add("throttled");
  await streams.put("throttled", "kept");
  const UUID = await streams.map("throttled", "throttled", { MaximumRetryAttempts: 0 });
  await eventually(async () => expect(await resultOf(UUID)).toBe("PROBLEM: Rate Exceeded."));
  await reserve(1);
  await eventually(() => expect(seen).toEqual(["kept"]));
});

it("fills a batch for the time of the window", async () => {
  const batches: string[][] = [];
  const UUID = await streams.mapped("window", (event: KinesisEvent) => void batches.push(dataOf(event)), {
    MaximumBatchingWindowInSeconds: 1,
    BatchSize: 100,
  });
  await running(UUID);
  for (const data of ["1", "2", "3"]) await streams.put("window", data);
  await eventually(() => expect(batches).toEqual([["1", "2", "3"]]));
});

it("keeps the order of each partition key when batches run side by side", async () => {
  const seen = new Map<string, string[]>();
  const sideBySide = Promise.withResolvers<void>();
  let inside = 0;
  await cloud.addFunction("parallel", async ({ Records }: KinesisEvent) => {
    inside++;
    if (inside > 1) sideBySide.resolve();
    await sideBySide.promise;
    for (const { kinesis } of Records) {
      const ofKey = seen.get(kinesis.partitionKey) ?? [];
      seen.set(kinesis.partitionKey, [...ofKey, Buffer.from(kinesis.data, "base64").toString("utf8")]);
    }
    inside--;
  });
  await streams.add("parallel");
  for (let n = 0; n < 10; n++)
    for (const key of ["a", "b", "c", "d"]) await streams.put("parallel", String(n), key);
  await streams.map("parallel", "parallel", { BatchSize: 2, ParallelizationFactor: 4 });
  await eventually(() => expect([...seen.values()].flat()).toHaveLength(40));
  for (const key of ["a", "b", "c", "d"])
    expect(seen.get(key)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
});

it("passes only what matches the filter, by the data", async () => {
  const seen: string[] = [];
  await streams.mapped(
    "filtered",
    (event: KinesisEvent) => void seen.push(...dataOf(event)),
    {
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ data: { metrics: { t: [{ numeric: [">", 20] }] } } }) }],
      },
    },
    ['{"metrics":{"t":19}}', "no JSON", '{"metrics":{"t":21}}', '{"metrics":{}}'],
  );
  await eventually(() => expect(seen).toEqual(['{"metrics":{"t":21}}']));
});

it("finishes a shard before those that came of its split, and both parents before their merger", async () => {
  const seen: string[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  await streams.mapped(
    "resharded",
    async (event: KinesisEvent) => {
      await gate;
      seen.push(...dataOf(event));
    },
    { BatchSize: 1 },
  );
  const [zero, one, two] = [0, 1, 2].map((index) => `shardId-00000000000${index}`);
  const StreamName = "resharded";
  // MD5 of "a" begins with 0c, that of "b" with 92.
  await streams.put(StreamName, "parent 1", "a");
  await streams.put(StreamName, "parent 2", "b");
  const half = String(2n ** 127n);
  await streams.kinesis.send(
    new SplitShardCommand({ StreamName, ShardToSplit: zero, NewStartingHashKey: half }),
  );
  await streams.put(StreamName, "lower", "a");
  await streams.put(StreamName, "upper", "b");
  await streams.kinesis.send(
    new MergeShardsCommand({ StreamName, ShardToMerge: one, AdjacentShardToMerge: two }),
  );
  await streams.put(StreamName, "merged", "a");
  open();
  await eventually(() => expect(seen).toHaveLength(5));
  expect(seen.slice(0, 2)).toEqual(["parent 1", "parent 2"]);
  expect(new Set(seen.slice(2, 4))).toEqual(new Set(["lower", "upper"]));
  expect(seen[4]).toBe("merged");
});

it("waits for a stream that its role may not read, and says what is missing", async () => {
  cloud.setRolePolicies([]);
  const seen: string[] = [];
  const UUID = await streams.mapped("denied", (event: KinesisEvent) => void seen.push(...dataOf(event)), {}, [
    "1",
  ]);
  await eventually(async () =>
    expect(await resultOf(UUID)).toMatch(/^PROBLEM: .*not authorized to perform: kinesis:DescribeStream/),
  );
  cloud.setRolePolicies([
    {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator"],
          Resource: "arn:aws:kinesis:*:*:stream/*",
        },
      ],
    },
  ]);
  await eventually(() => expect(seen).toEqual(["1"]));
});
