import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";
import { tableOf } from "../../support/tables.ts";

const tableArn = "arn:aws:dynamodb:us-east-1:000000000000:table/todos";

let cloud: LambdaCloud;
let streamArn: string;

beforeAll(async () => {
  cloud = await startLambdaCloud({ dynamodb: true });
  const { TableDescription } = await new DynamoDBClient(cloud.client).send(
    new CreateTableCommand({
      ...tableOf("todos"),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  );
  streamArn = TableDescription?.LatestStreamArn ?? "";
  await cloud.addFunction("consumer");
});
afterAll(() => cloud.close());

const create = (input: Partial<CreateEventSourceMappingCommandInput>) =>
  cloud.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: "consumer",
      EventSourceArn: streamArn,
      StartingPosition: "TRIM_HORIZON",
      ...input,
    }),
  );

const failuresTo = (Destination: string) => ({ DestinationConfig: { OnFailure: { Destination } } });
const queueArn = "arn:aws:sqs:us-east-1:000000000000:failed";

describe("a mapping from the stream of a table", () => {
  it.each([
    ["AT_TIMESTAMP", { StartingPosition: "AT_TIMESTAMP" }, /AT_TIMESTAMP.* have TRIM_HORIZON and LATEST/],
    ["a time", { StartingPositionTimestamp: new Date(0) }, /only with .* AT_TIMESTAMP/],
    ["a table", { EventSourceArn: tableArn }, "is a table, not its stream"],
    ["a stream that does not exist", { EventSourceArn: `${tableArn}/stream/1` }, /^Stream not found: /],
    [
      "the options of queues",
      { ScalingConfig: { MaximumConcurrency: 2 } },
      /ScalingConfig for DynamoDB stream/,
    ],
    ["tumbling windows, by name", { TumblingWindowInSeconds: 30 }, /does not support tumbling windows/],
    ["eleven batches at once", { ParallelizationFactor: 11 }, /'parallelizationFactor'/],
    ["more than 10,000 retries", { MaximumRetryAttempts: 10_001 }, /'maximumRetryAttempts'/],
    ["an age below a minute", { MaximumRecordAgeInSeconds: 59 }, /-1 or between 60 and 604800/],
    ["an age above a week", { MaximumRecordAgeInSeconds: 604_801 }, /'maximumRecordAgeInSeconds'/],
    [
      "a bucket for failures, by name",
      failuresTo("arn:aws:s3:::failed"),
      /does not support s3 as a destination/,
    ],
    [
      "a function for failures",
      failuresTo("arn:aws:lambda:us-east-1:000000000000:function:f"),
      /lambda as a/,
    ],
    ["a FIFO queue for failures", failuresTo(`${queueArn}.fifo`), /FIFO queues and topics cannot be/],
    [
      "a destination of success",
      { DestinationConfig: { OnSuccess: { Destination: queueArn } } },
      "OnSuccess destination is not supported for this event source.",
    ],
  ] as const)("is refused with %s", async (_what, input, message) => {
    await expect(create(input)).rejects.toMatchObject({
      name: expect.stringMatching(/^(InvalidParameterValue|Validation)Exception$/),
      message: expect.stringMatching(message),
    });
  });

  it("has the defaults of AWS", async () => {
    expect(await create({})).toMatchObject({
      BatchSize: 100,
      BisectBatchOnFunctionError: false,
      MaximumBatchingWindowInSeconds: 0,
      MaximumRecordAgeInSeconds: -1,
      MaximumRetryAttempts: -1,
      ParallelizationFactor: 1,
      StartingPosition: "TRIM_HORIZON",
      State: "Creating",
    });
  });
});
