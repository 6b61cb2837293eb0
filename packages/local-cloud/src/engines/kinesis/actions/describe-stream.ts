import { onStream } from "../action.ts";
import { shardIdRule } from "../shards/require-shard.ts";
import { indexOfShardId } from "../shards/shard.ts";
import { shardView } from "../shards/shard-view.ts";
import { isKept, statusOf } from "../streams/stream.ts";
import { settingsView, streamView } from "../streams/stream-view.ts";

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStream.html */
export const describeStream = onStream("DescribeStream", ({ clock }, { stream, read }) => {
  const now = clock();
  const limit = read.optionalNumber("Limit", { minimum: 1, maximum: 10_000 }) ?? 100;
  const after = indexOfShardId(read.optionalText("ExclusiveStartShardId", shardIdRule) ?? "") ?? -1;
  const creating = statusOf(stream, now) === "CREATING";
  const shards = creating
    ? []
    : stream.shards.filter((shard) => isKept(stream, shard, now) && shard.index > after);
  return {
    StreamDescription: {
      ...streamView(stream, now),
      ...settingsView(stream),
      Shards: shards.slice(0, limit).map(shardView),
      HasMoreShards: shards.length > limit,
    },
  };
});
