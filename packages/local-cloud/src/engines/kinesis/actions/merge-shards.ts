import { onStream, requireActive, updating } from "../action.ts";
import { invalidArgument } from "../errors.ts";
import { requireOpenShard } from "../shards/require-shard.ts";
import { areAdjacent, mergeShards as merge } from "../shards/reshard.ts";
import { shardIdOf } from "../shards/shard.ts";
import { requireProvisioned } from "../streams/provisioned.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MergeShards.html */
export const mergeShards = onStream("MergeShards", (context, { stream, read }) => {
  requireActive(context, stream);
  requireProvisioned(context, stream);
  const shard = requireOpenShard(context, stream, read, "ShardToMerge");
  const other = requireOpenShard(context, stream, read, "AdjacentShardToMerge");
  if (!areAdjacent(shard, other))
    throw invalidArgument(
      `Shards ${shardIdOf(shard.index)} and ${shardIdOf(other.index)} in stream ${stream.name} under account ${context.accountId} are not an adjacent pair of shards eligible for merging`,
    );
  const shards = merge(stream.shards, shard, other, context.clock());
  context.streams.update(stream, { shards, transition: updating(context) });
  context.written(stream, [shard, other]);
  return {};
});
