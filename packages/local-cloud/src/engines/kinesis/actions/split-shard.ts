import { onStream, requireActive, updating } from "../action.ts";
import { invalidArgument } from "../errors.ts";
import { decimalOf, hashKeyOf, ringSize } from "../shards/hash-key.ts";
import { requireOpenShard } from "../shards/require-shard.ts";
import { splitShard as split } from "../shards/reshard.ts";
import { shardIdOf } from "../shards/shard.ts";
import { requireProvisioned } from "../streams/provisioned.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SplitShard.html */
export const splitShard = onStream("SplitShard", (context, { stream, read }) => {
  requireActive(context, stream);
  requireProvisioned(context, stream);
  const shard = requireOpenShard(context, stream, read, "ShardToSplit");
  const given = read.text("NewStartingHashKey", { pattern: "0|([1-9]\\d{0,38})" });
  const at = BigInt(given) < ringSize ? hashKeyOf(BigInt(given)) : undefined;
  if (at === undefined || at <= shard.from || at > shard.to)
    throw invalidArgument(
      `NewStartingHashKey ${given} used in SplitShard() on shard ${shardIdOf(shard.index)} in stream ${stream.name} under account ${context.accountId} is not both greater than the shard's StartingHashKey ${decimalOf(shard.from)} and at most its EndingHashKey ${decimalOf(shard.to)}.`,
    );
  const shards = split(stream.shards, shard, at, context.clock());
  context.streams.update(stream, { shards, transition: updating(context) });
  context.written(stream, [shard]);
  return {};
});
