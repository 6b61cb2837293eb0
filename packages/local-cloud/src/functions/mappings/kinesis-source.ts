import { fromKinesis, type KinesisRecord } from "./kinesis-record.ts";
import type { KinesisMapping } from "./mapping.ts";
import type { PollerPorts } from "./poller.ts";
import { type Shard, type StreamSource, sourceCalls } from "./stream-source.ts";

interface DescribedShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
  readonly SequenceNumberRange: { readonly StartingSequenceNumber: string };
}

interface Description {
  readonly StreamDescription: {
    readonly StreamStatus: string;
    readonly Shards: readonly DescribedShard[];
    readonly HasMoreShards: boolean;
  };
}

interface Page {
  readonly Records: readonly KinesisRecord[];
  readonly NextShardIterator?: string;
  readonly MillisBehindLatest: number;
}

/** Most records of one GetRecords. */
const pageLimit = 10_000;

/** The shard ids of every stream are alike; the number with which a shard begins is its own. */
const shardOf = (shard: DescribedShard): Shard => ({
  shardId: shard.ShardId,
  parentShardIds: [shard.ParentShardId, shard.AdjacentParentShardId].filter((id) => id !== undefined),
  checkpointKey: `${shard.ShardId}@${shard.SequenceNumberRange.StartingSequenceNumber}`,
});

/** A Kinesis stream. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export const createKinesisSource = (
  mapping: KinesisMapping,
  ports: PollerPorts,
  signal: AbortSignal,
): StreamSource => {
  const { call, functionRecord } = sourceCalls("kinesis", mapping, ports, signal);
  const StreamARN = mapping.EventSourceArn;
  const start = startOf(mapping, ports);

  return {
    shards: async () => {
      const shards: Shard[] = [];
      for (let more = true; more; ) {
        const last = shards.at(-1);
        // Not ListShards: the permissions that templates give to functions are those for this one.
        const { StreamDescription } = await call<Description>("DescribeStream", {
          StreamARN,
          Limit: pageLimit,
          ...(last ? { ExclusiveStartShardId: last.shardId } : {}),
        });
        if (StreamDescription.StreamStatus === "CREATING") throw new Error(`${StreamARN} is being created.`);
        shards.push(...StreamDescription.Shards.map(shardOf));
        more = StreamDescription.HasMoreShards && StreamDescription.Shards.length > 0;
      }
      return shards;
    },
    iteratorAfter: async (ShardId, sequenceNumber) => {
      const { ShardIterator } = await call<{ ShardIterator: string }>("GetShardIterator", {
        StreamARN,
        ShardId,
        ...(sequenceNumber === undefined
          ? start
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: sequenceNumber }),
      });
      return ShardIterator;
    },
    read: async (shardId, ShardIterator, limit) => {
      const page = await call<Page>("GetRecords", {
        StreamARN,
        ShardIterator,
        Limit: Math.min(limit, pageLimit),
      });
      const roleArn = functionRecord().configuration.Role;
      const place = { streamArn: StreamARN, shardId, region: ports.region, roleArn };
      return {
        records: page.Records.map((record) => fromKinesis(record, place)),
        nextIterator: page.NextShardIterator,
        caughtUp: page.MillisBehindLatest === 0,
      };
    },
    writesTo: (shardId) => `${StreamARN}/${shardId}`,
  };
};

/**
 * Where shards without a checkpoint begin. LATEST is fixed, once, as the time at which the mapping first runs: that
 * means the same in every shard, also in those that come later, and after a restart.
 */
const startOf = (mapping: KinesisMapping, ports: PollerPorts): object => {
  switch (mapping.StartingPosition) {
    case "TRIM_HORIZON":
      return { ShardIteratorType: "TRIM_HORIZON" };
    case "LATEST":
      return {
        ShardIteratorType: "AT_TIMESTAMP",
        Timestamp: ports.checkpoints.startedAt(mapping.UUID, Date.now()) / 1_000,
      };
    case "AT_TIMESTAMP":
      return { ShardIteratorType: "AT_TIMESTAMP", Timestamp: mapping.StartingPositionTimestamp };
  }
};
