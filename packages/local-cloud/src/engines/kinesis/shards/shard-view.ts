import { decimalOf } from "./hash-key.ts";
import { endingSequenceNumber, startingSequenceNumber } from "./sequence-number.ts";
import { type Shard, shardIdOf } from "./shard.ts";

const hashKeyRange = ({ from, to }: Shard) => ({
  StartingHashKey: decimalOf(from),
  EndingHashKey: decimalOf(to),
});

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html */
export const shardView = (shard: Shard): object => {
  const { index, parents, closedAt } = shard;
  const [parent, adjacent] = parents;
  return {
    ShardId: shardIdOf(index),
    ...(parent === undefined ? {} : { ParentShardId: shardIdOf(parent) }),
    ...(adjacent === undefined ? {} : { AdjacentParentShardId: shardIdOf(adjacent) }),
    HashKeyRange: hashKeyRange(shard),
    SequenceNumberRange: {
      StartingSequenceNumber: startingSequenceNumber(shard),
      ...(closedAt === undefined
        ? {}
        : { EndingSequenceNumber: endingSequenceNumber({ ...shard, closedAt }) }),
    },
  };
};

/** Where to go on after a shard: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ChildShard.html */
export const childShards = (shards: readonly Shard[], { index }: Shard): readonly object[] =>
  shards
    .filter(({ parents }) => parents.includes(index))
    .map((child) => ({
      ShardId: shardIdOf(child.index),
      ParentShards: child.parents.map(shardIdOf),
      HashKeyRange: hashKeyRange(child),
    }));
