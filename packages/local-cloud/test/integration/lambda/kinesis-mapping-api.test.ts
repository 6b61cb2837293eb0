import { CreateStreamCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  GetEventSourceMappingCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

let cloud: LambdaCloud;
let kinesis: KinesisClient;

beforeAll(async () => {
  cloud = await startLambdaCloud({ kinesis: true });
  kinesis = new KinesisClient(cloud.client);
  await cloud.addFunction("consumer");
});
afterAll(() => cloud.close());

const arnOf = (name: string) => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;

const addStream = async (StreamName: string): Promise<string> => {
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  return arnOf(StreamName);
};

const create = (EventSourceArn: string, input: Partial<CreateEventSourceMappingCommandInput> = {}) =>
  cloud.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: "consumer",
      EventSourceArn,
      StartingPosition: "LATEST",
      ...input,
    }),
  );

describe("a mapping from a Kinesis stream", () => {
  it("has the defaults of AWS", async () => {
    const EventSourceArn = await addStream("defaults");
    const { UUID, $metadata, ...created } = await create(EventSourceArn);
    expect($metadata.httpStatusCode).toBe(202);
    expect(created).toEqual({
      BatchSize: 100,
      BisectBatchOnFunctionError: false,
      DestinationConfig: { OnFailure: {} },
      EventSourceArn,
      EventSourceMappingArn: `arn:aws:lambda:us-east-1:000000000000:event-source-mapping:${UUID}`,
      FunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:consumer",
      FunctionResponseTypes: [],
      LastModified: expect.any(Date),
      LastProcessingResult: "No records processed",
      MaximumBatchingWindowInSeconds: 0,
      MaximumRecordAgeInSeconds: -1,
      MaximumRetryAttempts: -1,
      ParallelizationFactor: 1,
      StartingPosition: "LATEST",
      State: "Creating",
      StateTransitionReason: "User action",
      TumblingWindowInSeconds: 0,
    });
  });

  it("may begin at a time, which it shows", async () => {
    const EventSourceArn = await addStream("timed");
    const StartingPositionTimestamp = new Date(1_790_000_000_500);
    const { UUID } = await create(EventSourceArn, {
      StartingPosition: "AT_TIMESTAMP",
      StartingPositionTimestamp,
    });
    const update = (input: object) =>
      cloud.lambda.send(new UpdateEventSourceMappingCommand({ UUID, ...input }));
    await update({ BatchSize: 5 });
    expect(await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({
      BatchSize: 5,
      StartingPosition: "AT_TIMESTAMP",
      StartingPositionTimestamp,
    });
  });

  it("is refused for a stream that does not exist", async () => {
    await expect(create(arnOf("nowhere"))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: expect.stringContaining(`Stream not found: ${arnOf("nowhere")}`),
    });
  });

  const time = new Date(1_790_000_000_000);
  const patternOf = (pattern: object) => ({
    FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] },
  });
  it.each([
    ["no starting position", { StartingPosition: undefined }, /'startingPosition'.* must not be null/],
    ["AT_TIMESTAMP without a time", { StartingPosition: "AT_TIMESTAMP" }, "Need to specify a timestamp"],
    [
      "a time to come",
      { StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: new Date(Date.now() + 60_000) },
      /cannot be in the future/,
    ],
    ["a time with another position", { StartingPositionTimestamp: time }, /only with .* AT_TIMESTAMP/],
    [
      "the options of queues",
      { ScalingConfig: { MaximumConcurrency: 2 } },
      /ScalingConfig for Kinesis stream/,
    ],
    ["tumbling windows, by name", { TumblingWindowInSeconds: 30 }, /does not support tumbling windows/],
    ["a batch above 10,000", { BatchSize: 10_001 }, /'batchSize'/],
    ["eleven batches at once", { ParallelizationFactor: 11 }, /'parallelizationFactor'/],
    [
      "a filter by another key",
      patternOf({ partitionKey: ["a"] }),
      /does not support the filter key partitionKey/,
    ],
    ["a filter of data as text", patternOf({ data: ["a"] }), "Invalid filter pattern definition."],
  ] as const)("is refused with %s", async (_what, input, message) => {
    const EventSourceArn = arnOf("refusing");
    await addStream("refusing").catch(() => undefined);
    await expect(create(EventSourceArn, input)).rejects.toThrow(message);
  });

  it("is refused for a consumer with enhanced fan-out, by name", async () => {
    await expect(create(`${arnOf("s")}/consumer/c:1`)).rejects.toThrow(
      `does not support consumers with enhanced fan-out. Map the stream: ${arnOf("s")}`,
    );
  });
});
