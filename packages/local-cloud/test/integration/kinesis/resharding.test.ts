import {
  GetRecordsCommand,
  ListShardsCommand,
  MergeShardsCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KinesisCloud, startKinesisCloud, streamArn } from "./kinesis-cloud.ts";

let cloud: KinesisCloud;

beforeAll(async () => {
  cloud = await startKinesisCloud();
});
afterAll(() => cloud.close());

const half = 2n ** 127n;
const [zero, one, two, three] = [0, 1, 2, 3].map((index) => `shardId-00000000000${index}`);

const scale = (StreamName: string, TargetShardCount: number) =>
  cloud.kinesis.send(
    new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType: "UNIFORM_SCALING" }),
  );

describe("a split", () => {
  it("closes the shard, and opens two that share its keys", async () => {
    const StreamName = await cloud.addStream("split");
    await cloud.put(StreamName, "before", "a");
    await cloud.kinesis.send(
      new SplitShardCommand({ StreamName, ShardToSplit: zero, NewStartingHashKey: String(half) }),
    );
    await cloud.put(StreamName, "lower", "a");
    await cloud.put(StreamName, "upper", "b");
    expect(await cloud.shards(StreamName)).toMatchObject([
      { ShardId: zero, SequenceNumberRange: { EndingSequenceNumber: expect.any(String) } },
      { ShardId: one, ParentShardId: zero, HashKeyRange: { StartingHashKey: "0" } },
      { ShardId: two, ParentShardId: zero, HashKeyRange: { StartingHashKey: String(half) } },
    ]);
    const end = await cloud.kinesis.send(
      new GetRecordsCommand({ ShardIterator: await cloud.iterator(StreamName) }),
    );
    expect(end.Records).toHaveLength(1);
    expect(end.NextShardIterator).toBeUndefined();
    expect(end.ChildShards).toMatchObject([
      { ShardId: one, ParentShards: [zero], HashKeyRange: { StartingHashKey: "0" } },
      { ShardId: two, ParentShards: [zero], HashKeyRange: { StartingHashKey: String(half) } },
    ]);
    expect(await cloud.read(await cloud.iterator(StreamName, { ShardId: one }))).toEqual(["lower"]);
    expect(await cloud.read(await cloud.iterator(StreamName, { ShardId: two }))).toEqual(["upper"]);
  });

  it("gives the children higher sequence numbers than the parent has", async () => {
    const StreamName = await cloud.addStream("split-order");
    const before = BigInt(await cloud.put(StreamName, "before"));
    await cloud.kinesis.send(
      new SplitShardCommand({ StreamName, ShardToSplit: zero, NewStartingHashKey: String(half) }),
    );
    expect(BigInt(await cloud.put(StreamName, "after"))).toBeGreaterThan(before);
  });

  it.each([
    ["at its first key", zero, "0", /not both greater than/],
    ["outside of the ring", zero, String(half * 2n), /not both greater than/],
    ["of a shard that is not there", three, String(half), /does not exist/],
  ])("is refused %s", async (_what, ShardToSplit, NewStartingHashKey, message) => {
    await cloud.addStream("no-split").catch(() => undefined);
    await expect(
      cloud.kinesis.send(new SplitShardCommand({ StreamName: "no-split", ShardToSplit, NewStartingHashKey })),
    ).rejects.toThrow(message);
  });
});

describe("a merge", () => {
  it("closes two neighbours, and opens one with the keys of both", async () => {
    const StreamName = await cloud.addStream("merge", 3);
    await cloud.kinesis.send(
      new MergeShardsCommand({ StreamName, ShardToMerge: one, AdjacentShardToMerge: zero }),
    );
    const merged = (await cloud.shards(StreamName)).at(-1);
    expect(merged).toMatchObject({
      ShardId: three,
      ParentShardId: one,
      AdjacentParentShardId: zero,
      HashKeyRange: { StartingHashKey: "0" },
    });
    await expect(
      cloud.kinesis.send(
        new MergeShardsCommand({ StreamName, ShardToMerge: one, AdjacentShardToMerge: two }),
      ),
    ).rejects.toThrow(/is closed/);
  });

  it("is refused for shards that are none", async () => {
    const StreamName = await cloud.addStream("no-merge", 3);
    await expect(
      cloud.kinesis.send(
        new MergeShardsCommand({ StreamName, ShardToMerge: zero, AdjacentShardToMerge: two }),
      ),
    ).rejects.toThrow(/are not an adjacent pair of shards eligible for merging/);
  });
});

describe("a new shard count", () => {
  it("gives shards of equal size", async () => {
    const StreamName = await cloud.addStream("scaled", 2);
    expect(await scale(StreamName, 4)).toMatchObject({
      StreamName,
      StreamARN: streamArn(StreamName),
      CurrentShardCount: 2,
      TargetShardCount: 4,
    });
    const { Shards = [] } = await cloud.kinesis.send(
      new ListShardsCommand({ StreamName, ShardFilter: { Type: "AT_LATEST" } }),
    );
    const quarter = half / 2n;
    expect(Shards.map(({ HashKeyRange }) => HashKeyRange?.StartingHashKey)).toEqual(
      [0n, 1n, 2n, 3n].map((index) => String(quarter * index)),
    );
  });

  it("is at most double, and at least half, and another one", async () => {
    const StreamName = await cloud.addStream("limits", 4);
    await expect(scale(StreamName, 9)).rejects.toMatchObject({
      name: "LimitExceededException",
      message: expect.stringContaining("Current open shard count: 4 Target shard count: 9"),
    });
    await expect(scale(StreamName, 1)).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(scale(StreamName, 4)).rejects.toMatchObject({ name: "InvalidArgumentException" });
  });

  it("is not for streams on demand", async () => {
    const StreamName = await cloud.addStream("on-demand");
    const StreamModeDetails = { StreamMode: "ON_DEMAND" } as const;
    await cloud.kinesis.send(
      new UpdateStreamModeCommand({ StreamARN: streamArn(StreamName), StreamModeDetails }),
    );
    await expect(scale(StreamName, 2)).rejects.toThrow(
      "Request is invalid. Stream on-demand under account 000000000000 is in On-Demand mode.",
    );
  });
});

describe("a listing of shards", () => {
  it("has those of a time, or of a place", async () => {
    const StreamName = await cloud.addStream("filtered");
    cloud.pass(60);
    const before = new Date(Date.now() + 30_000);
    await scale(StreamName, 2);
    cloud.pass(60);
    const list = async (ShardFilter: object) =>
      (await cloud.kinesis.send(new ListShardsCommand({ StreamName, ShardFilter } as never))).Shards?.map(
        ({ ShardId }) => ShardId,
      );
    expect(await list({ Type: "AT_LATEST" })).toEqual([one, two]);
    expect(await list({ Type: "AT_TRIM_HORIZON" })).toEqual([zero]);
    expect(await list({ Type: "FROM_TRIM_HORIZON" })).toEqual([zero, one, two]);
    expect(await list({ Type: "AT_TIMESTAMP", Timestamp: before })).toEqual([zero]);
    expect(await list({ Type: "FROM_TIMESTAMP", Timestamp: before })).toEqual([zero, one, two]);
    expect(await list({ Type: "AFTER_SHARD_ID", ShardId: one })).toEqual([two]);
    cloud.pass(24 * 3_600);
    expect(await list({ Type: "FROM_TRIM_HORIZON" })).toEqual([one, two]);
  });

  it("comes in pages, whose tokens last five minutes", async () => {
    const StreamName = await cloud.addStream("paged", 3);
    const list = (input: object) => cloud.kinesis.send(new ListShardsCommand(input));
    const first = await list({ StreamName, MaxResults: 2 });
    expect(first.Shards).toHaveLength(2);
    const { NextToken } = first;
    expect((await list({ NextToken })).Shards).toMatchObject([{ ShardId: two }]);
    await expect(list({ NextToken, StreamName })).rejects.toThrow(/cannot be provided together/);
    cloud.pass(301);
    await expect(list({ NextToken })).rejects.toMatchObject({ name: "ExpiredNextTokenException" });
  });
});
