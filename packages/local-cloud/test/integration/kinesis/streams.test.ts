import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DecreaseStreamRetentionPeriodCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  ListStreamsCommand,
  ListTagsForResourceCommand,
  ListTagsForStreamCommand,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  RemoveTagsFromStreamCommand,
  StartStreamEncryptionCommand,
  StopStreamEncryptionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateMaxRecordSizeCommand,
  UpdateStreamModeCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KinesisCloud, startKinesisCloud, streamArn } from "./kinesis-cloud.ts";

let cloud: KinesisCloud;

beforeAll(async () => {
  cloud = await startKinesisCloud({ stateChangeMs: 1_000 });
  cloud.freeze();
});
afterAll(() => cloud.close());

const describeOf = async (StreamName: string) =>
  (await cloud.kinesis.send(new DescribeStreamCommand({ StreamName }))).StreamDescription;
const summaryOf = async (StreamName: string) =>
  (await cloud.kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary;

const create = async (StreamName: string, ShardCount = 1) => {
  await cloud.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  cloud.pass(1);
  return StreamName;
};

describe("a stream", () => {
  it("is created in a moment, with the defaults of AWS", async () => {
    await cloud.kinesis.send(
      new CreateStreamCommand({ StreamName: "born", ShardCount: 2, Tags: { team: "ingest" } }),
    );
    expect(await describeOf("born")).toMatchObject({ StreamStatus: "CREATING", Shards: [] });
    const put = new PutRecordCommand({ StreamName: "born", Data: Buffer.from(""), PartitionKey: "k" });
    await expect(cloud.kinesis.send(put)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    cloud.pass(1);
    const half = 2n ** 127n;
    expect(await describeOf("born")).toEqual({
      StreamName: "born",
      StreamARN: streamArn("born"),
      StreamStatus: "ACTIVE",
      StreamModeDetails: { StreamMode: "PROVISIONED" },
      StreamCreationTimestamp: expect.any(Date),
      RetentionPeriodHours: 24,
      EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
      EncryptionType: "NONE",
      HasMoreShards: false,
      Shards: [
        {
          ShardId: "shardId-000000000000",
          HashKeyRange: { StartingHashKey: "0", EndingHashKey: String(half - 1n) },
          SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^49\d{54}$/) },
        },
        {
          ShardId: "shardId-000000000001",
          HashKeyRange: { StartingHashKey: String(half), EndingHashKey: String(half * 2n - 1n) },
          SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^49\d{54}$/) },
        },
      ],
    });
    expect(await summaryOf("born")).toMatchObject({
      OpenShardCount: 2,
      ConsumerCount: 0,
      MaxRecordSizeInKiB: 1_024,
    });
  });

  it("has a name of its own", async () => {
    await create("taken");
    await expect(create("taken")).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: "Stream taken under account 000000000000 already exists.",
    });
    await expect(create("no spaces")).rejects.toThrow(/\[a-zA-Z0-9_\.-\]\+/);
  });

  it("is not found by another name, account or region", async () => {
    await expect(describeOf("nope")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Stream nope under account 000000000000 not found.",
      $metadata: { httpStatusCode: 400 },
    });
    const StreamARN = "arn:aws:kinesis:eu-west-1:000000000000:stream/born";
    await expect(cloud.kinesis.send(new DescribeStreamCommand({ StreamARN }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await expect(cloud.kinesis.send(new DescribeStreamCommand({}))).rejects.toThrow(/must be given/);
    await expect(
      cloud.kinesis.send(new DescribeStreamCommand({ StreamName: "a", StreamARN: streamArn("b") })),
    ).rejects.toThrow(/do not name the same stream/);
  });

  it("is deleted in a moment, with all that it holds", async () => {
    await create("gone");
    await cloud.put("gone", "old");
    const iterator = await cloud.iterator("gone");
    await cloud.kinesis.send(new DeleteStreamCommand({ StreamName: "gone" }));
    expect((await describeOf("gone"))?.StreamStatus).toBe("DELETING");
    await expect(create("gone")).rejects.toMatchObject({ name: "ResourceInUseException" });
    cloud.pass(1);
    await expect(describeOf("gone")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await create("gone");
    expect(await cloud.read(await cloud.iterator("gone"))).toEqual([]);
    await expect(cloud.read(iterator)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("on demand begins with four shards, and counts none", async () => {
    const StreamModeDetails = { StreamMode: "ON_DEMAND" } as const;
    await cloud.kinesis.send(new CreateStreamCommand({ StreamName: "demand", StreamModeDetails }));
    cloud.pass(1);
    expect(await summaryOf("demand")).toMatchObject({ OpenShardCount: 4, StreamModeDetails });
    await expect(
      cloud.kinesis.send(new CreateStreamCommand({ StreamName: "x", ShardCount: 1, StreamModeDetails })),
    ).rejects.toThrow(/ShardCount/);
    await expect(cloud.kinesis.send(new CreateStreamCommand({ StreamName: "x" }))).rejects.toThrow(
      /'shardCount' failed to satisfy constraint: Member must not be null/,
    );
  });
});

it("changes its settings, one after the other", async () => {
  const StreamName = await create("settings");
  const StreamARN = streamArn(StreamName);
  await cloud.kinesis.send(
    new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 48 }),
  );
  expect(await summaryOf(StreamName)).toMatchObject({ StreamStatus: "UPDATING", RetentionPeriodHours: 48 });
  const decrease = (RetentionPeriodHours: number) =>
    cloud.kinesis.send(new DecreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
  await expect(decrease(24)).rejects.toMatchObject({
    name: "ResourceInUseException",
    message: "Stream settings under account 000000000000 not ACTIVE, instead in state UPDATING",
  });
  cloud.pass(1);
  await expect(decrease(72)).rejects.toThrow(/can not be longer than existing retention period \(48 hours\)/);
  await expect(decrease(23)).rejects.toThrow(/Minimum allowed retention period is 24 hours/);
  await decrease(24);
  cloud.pass(1);
  await cloud.kinesis.send(
    new StartStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId: "alias/k" }),
  );
  cloud.pass(1);
  expect(await summaryOf(StreamName)).toMatchObject({ EncryptionType: "KMS", KeyId: "alias/k" });
  await cloud.kinesis.send(
    new StopStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId: "alias/k" }),
  );
  cloud.pass(1);
  await cloud.kinesis.send(
    new UpdateStreamModeCommand({ StreamARN, StreamModeDetails: { StreamMode: "ON_DEMAND" } }),
  );
  cloud.pass(1);
  await cloud.kinesis.send(new UpdateMaxRecordSizeCommand({ StreamARN, MaxRecordSizeInKiB: 2_048 }));
  cloud.pass(1);
  expect(await summaryOf(StreamName)).toMatchObject({
    EncryptionType: "NONE",
    RetentionPeriodHours: 24,
    StreamModeDetails: { StreamMode: "ON_DEMAND" },
    MaxRecordSizeInKiB: 2_048,
  });
  await cloud.put(StreamName, "x".repeat(1_500_000));
});

it("carries tags, by both of its APIs for them", async () => {
  const StreamName = await create("tagged");
  const ResourceARN = streamArn(StreamName);
  await cloud.kinesis.send(new AddTagsToStreamCommand({ StreamName, Tags: { b: "2", a: "1" } }));
  await cloud.kinesis.send(new TagResourceCommand({ ResourceARN, Tags: { c: "3" } }));
  const page = await cloud.kinesis.send(new ListTagsForStreamCommand({ StreamName, Limit: 2 }));
  expect(page).toMatchObject({
    Tags: [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ],
    HasMoreTags: true,
  });
  await cloud.kinesis.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys: ["a"] }));
  await cloud.kinesis.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["b"] }));
  expect(await cloud.kinesis.send(new ListTagsForResourceCommand({ ResourceARN }))).toMatchObject({
    Tags: [{ Key: "c", Value: "3" }],
  });
  const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, ""]));
  await expect(cloud.kinesis.send(new AddTagsToStreamCommand({ StreamName, Tags }))).rejects.toThrow(
    /cannot have more than 50 tags/,
  );
});

it("is listed by name, in pages", async () => {
  for (const name of ["list-1", "list-2", "list-3"]) await create(name);
  const first = await cloud.kinesis.send(
    new ListStreamsCommand({ Limit: 2, ExclusiveStartStreamName: "list-" }),
  );
  expect(first).toMatchObject({ StreamNames: ["list-1", "list-2"], HasMoreStreams: true });
  expect(first.StreamSummaries?.[0]).toMatchObject({
    StreamARN: streamArn("list-1"),
    StreamStatus: "ACTIVE",
  });
  const second = await cloud.kinesis.send(new ListStreamsCommand({ NextToken: first.NextToken, Limit: 1 }));
  expect(second.StreamNames).toEqual(["list-3"]);
});

it.each([
  [
    "consumers with enhanced fan-out",
    new RegisterStreamConsumerCommand({ StreamARN: streamArn("s"), ConsumerName: "c" }),
    /kinesis:RegisterStreamConsumer/,
  ],
  [
    "records spread by the service",
    new CreateStreamCommand({
      StreamName: "s",
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
      RecordDistributionStrategy: "AUTO",
    }),
    /record distribution strategy AUTO/,
  ],
  [
    "warm throughput",
    new CreateStreamCommand({
      StreamName: "s",
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
      WarmThroughputMiBps: 1,
    }),
    /warm throughput/,
  ],
  ["StreamId", new DescribeStreamCommand({ StreamName: "s", StreamId: "i" }), /StreamId/],
])("refuses %s by name", async (_what, command, message) => {
  await expect(cloud.kinesis.send(command as DescribeStreamCommand)).rejects.toThrow(message);
});
