import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  GetEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import type { Handler } from "../../support/function-host.ts";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";
import { tableOf } from "../../support/tables.ts";

interface StreamEvent {
  readonly Records: readonly {
    readonly eventName: string;
    readonly dynamodb: {
      readonly SequenceNumber: string;
      readonly Keys: { readonly id: { readonly S: string } };
    };
  }[];
}

const keysOf = ({ Records }: StreamEvent) => Records.map(({ dynamodb }) => dynamodb.Keys.id.S);

let cloud: LambdaCloud;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  cloud = await startLambdaCloud({ dynamodb: true });
  dynamodb = new DynamoDBClient(cloud.client);
});
afterAll(() => cloud.close());

const addTable = async (TableName: string): Promise<string> => {
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      ...tableOf(TableName),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  return TableDescription?.LatestStreamArn ?? "";
};

const put = (TableName: string, id: string) =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));

const putAll = async (TableName: string, ids: readonly string[]) => {
  for (const id of ids) await put(TableName, id);
};

/** A table and a function of one name, mapped. */
const mapped = async (
  name: string,
  handler: Handler,
  more: Partial<CreateEventSourceMappingCommandInput> = {},
  before: readonly string[] = [],
) => {
  await cloud.addFunction(name, handler);
  const streamArn = await addTable(name);
  await putAll(name, before);
  const { UUID } = await cloud.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: name,
      EventSourceArn: streamArn,
      StartingPosition: "TRIM_HORIZON",
      ...more,
    }),
  );
  return { streamArn, UUID };
};

describe("a change of a table", () => {
  it("reaches the function in the shape that AWS sends", async () => {
    const events: StreamEvent[] = [];
    const { streamArn } = await mapped("shape", (event: StreamEvent) => void events.push(event));
    await put("shape", "1");
    await eventually(() => expect(events).toHaveLength(1));
    expect(events[0]).toEqual({
      Records: [
        {
          eventID: expect.any(String),
          eventName: "INSERT",
          eventVersion: "1.1",
          eventSource: "aws:dynamodb",
          awsRegion: "us-east-1",
          dynamodb: {
            ApproximateCreationDateTime: expect.any(Number),
            Keys: { id: { S: "1" } },
            NewImage: { id: { S: "1" } },
            SequenceNumber: expect.stringMatching(/^\d+$/),
            SizeBytes: expect.any(Number),
            StreamViewType: "NEW_AND_OLD_IMAGES",
          },
          eventSourceARN: streamArn,
        },
      ],
    });
    await dynamodb.send(new DeleteItemCommand({ TableName: "shape", Key: { id: { S: "1" } } }));
    await eventually(() => expect(events.flatMap(({ Records }) => Records).at(-1)?.eventName).toBe("REMOVE"));
  });

  it("reaches the function within 50 ms at the median", async () => {
    const arrivals = new Map<string, number>();
    await mapped("prompt", (event: StreamEvent) => {
      for (const id of keysOf(event)) arrivals.set(id, performance.now());
    });
    const latencies: number[] = [];
    for (let index = 0; index < 15; index++) {
      const before = performance.now();
      await put("prompt", String(index));
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
    const ids = Array.from({ length: 25 }, (_, index) => String(index));
    await mapped("oldest", (event: StreamEvent) => void batches.push(keysOf(event)), { BatchSize: 10 }, ids);
    await eventually(() => expect(batches.flat()).toEqual(ids));
    expect(Math.max(...batches.map(({ length }) => length))).toBe(10);
  });

  it("gives only what is new for LATEST", async () => {
    const seen: string[] = [];
    const { UUID } = await mapped(
      "latest",
      (event: StreamEvent) => void seen.push(...keysOf(event)),
      { StartingPosition: "LATEST" },
      ["old"],
    );
    await eventually(async () =>
      expect((await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }))).LastProcessingResult).toBe(
        "OK",
      ),
    );
    await put("latest", "new");
    await eventually(() => expect(seen).toEqual(["new"]));
  });
});

describe("a function that fails", () => {
  it("gets the same batch again, before anything newer", async () => {
    const attempts: string[][] = [];
    await mapped(
      "again",
      (event: StreamEvent) => {
        attempts.push(keysOf(event));
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
    await mapped(
      "lowest",
      (event: StreamEvent) => {
        attempts.push(keysOf(event));
        const failed = attempts.length === 1 ? event.Records.slice(1, 3).toReversed() : [];
        return {
          batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })),
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
    const { streamArn } = await mapped(
      "bisected",
      (event: StreamEvent) => {
        if (keysOf(event).includes("bad")) throw new Error("poison");
        done.push(...keysOf(event));
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
    expect(JSON.parse(Messages?.[0]?.Body ?? "")).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:bisected",
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      version: "1.0",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      DDBStreamBatchInfo: {
        shardId: expect.stringMatching(/^shardId-/),
        startSequenceNumber: expect.any(String),
        endSequenceNumber: expect.any(String),
        approximateArrivalOfFirstRecord: expect.any(String),
        approximateArrivalOfLastRecord: expect.any(String),
        batchSize: 1,
        streamArn,
      },
    });
  });
});

it("keeps the order of each item when batches run side by side", async () => {
  const seen = new Map<string, number[]>();
  let running = 0;
  let most = 0;
  const name = "parallel";
  await cloud.addFunction(
    name,
    async ({
      Records,
    }: {
      Records: readonly { dynamodb: { Keys: { id: { S: string } }; NewImage: { n: { N: string } } } }[];
    }) => {
      running++;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const { dynamodb: change } of Records) {
        const ofItem = seen.get(change.Keys.id.S) ?? [];
        seen.set(change.Keys.id.S, [...ofItem, Number(change.NewImage.n.N)]);
      }
      running--;
    },
  );
  const streamArn = await addTable(name);
  for (let n = 0; n < 10; n++)
    for (const id of ["a", "b", "c", "d"])
      await dynamodb.send(
        new PutItemCommand({ TableName: name, Item: { id: { S: id }, n: { N: String(n) } } }),
      );
  await cloud.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: name,
      EventSourceArn: streamArn,
      StartingPosition: "TRIM_HORIZON",
      BatchSize: 2,
      ParallelizationFactor: 4,
    }),
  );
  await eventually(() => expect([...seen.values()].flat()).toHaveLength(40));
  for (const id of ["a", "b", "c", "d"]) expect(seen.get(id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(most).toBeGreaterThan(1);
});

it("passes only what matches the filter", async () => {
  const seen: string[] = [];
  await mapped(
    "filtered",
    (event: StreamEvent) => void seen.push(...event.Records.map(({ eventName }) => eventName)),
    { FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ eventName: ["REMOVE"] }) }] } },
    ["1"],
  );
  await dynamodb.send(new DeleteItemCommand({ TableName: "filtered", Key: { id: { S: "1" } } }));
  await eventually(() => expect(seen).toEqual(["REMOVE"]));
});

it("waits for a stream that its role may not read, and says what is missing", async () => {
  cloud.setRolePolicies([]);
  const seen: string[] = [];
  const { UUID } = await mapped("denied", (event: StreamEvent) => void seen.push(...keysOf(event)), {}, [
    "1",
  ]);
  await eventually(async () =>
    expect(
      (await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }))).LastProcessingResult,
    ).toMatch(/^PROBLEM: .*not authorized to perform: dynamodb:DescribeStream/),
  );
  cloud.setRolePolicies([
    {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
          Resource: "*",
        },
      ],
    },
  ]);
  await eventually(() => expect(seen).toEqual(["1"]));
});
