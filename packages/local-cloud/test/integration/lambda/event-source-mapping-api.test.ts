import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type LambdaCloud, startLambdaCloud } from "../../support/lambda-cloud.ts";

let cloud: LambdaCloud;

beforeAll(async () => {
  cloud = await startLambdaCloud();
  await cloud.addFunction("consumer");
});
afterAll(() => cloud.close());

const create = (input: Partial<CreateEventSourceMappingCommandInput>) =>
  cloud.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: "consumer", ...input }));

const stateOf = async (UUID: string | undefined) =>
  (await cloud.lambda.send(new GetEventSourceMappingCommand({ UUID }))).State;

describe("a mapping from a queue", () => {
  it("begins as Creating, with the defaults of AWS, and becomes Enabled", async () => {
    const { arn } = await cloud.addQueue("defaults");
    const created = await create({ EventSourceArn: arn });
    expect(created).toMatchObject({
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      FunctionResponseTypes: [],
      State: "Creating",
      StateTransitionReason: "USER_INITIATED",
      FunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:consumer",
      $metadata: { httpStatusCode: 202 },
    });
    expect(created.EventSourceMappingArn).toBe(
      `arn:aws:lambda:us-east-1:000000000000:event-source-mapping:${created.UUID}`,
    );
    await eventually(async () => expect(await stateOf(created.UUID)).toBe("Enabled"));
  });

  it("is refused a second time for the same function", async () => {
    const { arn } = await cloud.addQueue("twice");
    const { UUID } = await create({ EventSourceArn: arn });
    await expect(create({ EventSourceArn: arn })).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: expect.stringContaining(
        `already exists. Please update or delete the existing mapping with UUID ${UUID}`,
      ),
    });
  });

  it("is refused when the function may run longer than messages stay invisible", async () => {
    await cloud.addFunction("long-running", undefined, { Timeout: 60 });
    const { arn } = await cloud.addQueue("short-visibility", { VisibilityTimeout: "59" });
    await expect(create({ FunctionName: "long-running", EventSourceArn: arn })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: "Queue visibility timeout: 59 seconds is less than Function timeout: 60 seconds",
    });
  });

  it("is refused for a queue that does not exist", async () => {
    await expect(
      create({ EventSourceArn: "arn:aws:sqs:us-east-1:000000000000:nowhere" }),
    ).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: expect.stringMatching(
        /^Error occurred while ReceiveMessage\. SQS Error Code: AWS\.SimpleQueueService\.NonExistentQueue\./,
      ),
    });
  });

  const refusals: readonly (readonly [string, object, string | RegExp])[] = [
    ["a batch above 10 without a window", { BatchSize: 11 }, /Maximum batch window in seconds must be/],
    ["a batch of 0", { BatchSize: 0 }, /'batchSize'/],
    ["a batch above 10,000", { BatchSize: 10_001, MaximumBatchingWindowInSeconds: 1 }, /'batchSize'/],
    ["a window above 300 s", { MaximumBatchingWindowInSeconds: 301 }, /'maximumBatchingWindowInSeconds'/],
    ["a concurrency below 2", { ScalingConfig: { MaximumConcurrency: 1 } }, /'maximumConcurrency'/],
    ["a starting position", { StartingPosition: "LATEST" }, /StartingPosition is not valid/],
    ["the options of streams", { BisectBatchOnFunctionError: true }, /BisectBatchOnFunctionError/],
    ["tumbling windows, by name", { TumblingWindowInSeconds: 30 }, /does not support tumbling windows/],
    ["another response type", { FunctionResponseTypes: ["Nope"] }, /enum value set/],
    [
      "six filters",
      { FilterCriteria: { Filters: Array.from({ length: 6 }, () => ({ Pattern: '{"body":["a"]}' })) } },
      /at most 5 filters/,
    ],
    ...Object.entries({
      AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: "g" },
      DocumentDBEventSourceConfig: { DatabaseName: "d" },
      KMSKeyArn: "arn:aws:kms:us-east-1:000000000000:key/k",
      MetricsConfig: { Metrics: ["EventCount"] },
      ProvisionedPollerConfig: { MinimumPollers: 2 },
      Queues: ["q"],
      SelfManagedEventSource: { Endpoints: {} },
      SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: "g" },
      SourceAccessConfigurations: [{ Type: "BASIC_AUTH", URI: "u" }],
      Topics: ["t"],
    }).map(
      ([member, value]) =>
        [
          `${member}, by name`,
          { [member]: value },
          `The local cloud does not support the mapping member ${member}.`,
        ] as const,
    ),
    ...["null", "simple string", '{"eventSource": "aws:sqs"}', '{"eventSource": []}'].map(
      (Pattern) =>
        [
          `the filter pattern ${Pattern}`,
          { FilterCriteria: { Filters: [{ Pattern }] } },
          "Invalid filter pattern definition.",
        ] as const,
    ),
  ];

  it.each(refusals)("is refused with %s", async (_what, input, message) => {
    const { arn } = await cloud.addQueue("refusing");
    await expect(create({ EventSourceArn: arn, ...input })).rejects.toThrow(message);
    expect(
      (await cloud.lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn: arn })))
        .EventSourceMappings,
    ).toEqual([]);
  });

  it("takes neither a window nor more than 10 messages from a FIFO queue", async () => {
    const { arn } = await cloud.addQueue("orders.fifo", { FifoQueue: "true" });
    await expect(create({ EventSourceArn: arn, MaximumBatchingWindowInSeconds: 1 })).rejects.toThrow(
      "Batching window is not supported for FIFO queues",
    );
    await expect(create({ EventSourceArn: arn, BatchSize: 11 })).rejects.toThrow(/FIFO/);
  });
});

describe("a mapping from anything else", () => {
  it("is refused by the name of the service", async () => {
    await expect(
      create({
        EventSourceArn: "arn:aws:kafka:us-east-1:000000000000:cluster/telemetry/1",
        StartingPosition: "LATEST",
      }),
    ).rejects.toThrow("The local cloud does not support event source mappings from kafka");
  });

  it("needs a starting position for a stream", async () => {
    await expect(
      create({ EventSourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/1" }),
    ).rejects.toThrow(/'startingPosition' failed to satisfy constraint: Member must not be null/);
  });

  it("needs a function", async () => {
    const { arn } = await cloud.addQueue("no-function");
    await expect(create({ FunctionName: "nobody", EventSourceArn: arn })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("the life of a mapping", () => {
  it("can be disabled, enabled and deleted", async () => {
    const { arn } = await cloud.addQueue("lived");
    const { UUID } = await create({ EventSourceArn: arn, Enabled: false });
    await eventually(async () => expect(await stateOf(UUID)).toBe("Disabled"));
    const enabled = await cloud.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    expect(enabled.State).toBe("Enabling");
    await eventually(async () => expect(await stateOf(UUID)).toBe("Enabled"));
    const deleted = await cloud.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    expect(deleted.State).toBe("Deleting");
    await eventually(() =>
      expect(stateOf(UUID)).rejects.toMatchObject({ name: "ResourceNotFoundException" }),
    );
    await create({ EventSourceArn: arn });
  });

  it("keeps what an update does not mention, and checks the whole", async () => {
    const { arn } = await cloud.addQueue("updated");
    const { UUID } = await create({
      EventSourceArn: arn,
      BatchSize: 5,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    const update = (input: object) =>
      cloud.lambda.send(new UpdateEventSourceMappingCommand({ UUID, ...input }));
    expect(await update({ MaximumBatchingWindowInSeconds: 2 })).toMatchObject({
      BatchSize: 5,
      MaximumBatchingWindowInSeconds: 2,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    expect(await update({ BatchSize: 500 })).toMatchObject({ BatchSize: 500 });
    await expect(update({ MaximumBatchingWindowInSeconds: 0 })).rejects.toThrow(/greater than 0/);
  });

  it("carries tags", async () => {
    const { arn } = await cloud.addQueue("tagged");
    const { EventSourceMappingArn: Resource } = await create({ EventSourceArn: arn, Tags: { a: "1" } });
    await cloud.lambda.send(new TagResourceCommand({ Resource, Tags: { b: "2" } }));
    await cloud.lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));
    expect((await cloud.lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: "2" });
  });

  it("lists mappings by function and by source", async () => {
    await cloud.addFunction("lister");
    const [one, two] = [await cloud.addQueue("list-1"), await cloud.addQueue("list-2")];
    await create({ FunctionName: "lister", EventSourceArn: one.arn });
    await create({ FunctionName: "lister", EventSourceArn: two.arn });
    const byFunction = await cloud.lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: "lister" }),
    );
    expect(byFunction.EventSourceMappings?.map((mapping) => mapping.EventSourceArn)).toEqual([
      one.arn,
      two.arn,
    ]);
    const bySource = await cloud.lambda.send(
      new ListEventSourceMappingsCommand({ EventSourceArn: two.arn, FunctionName: "lister" }),
    );
    expect(bySource.EventSourceMappings).toHaveLength(1);
  });
});
