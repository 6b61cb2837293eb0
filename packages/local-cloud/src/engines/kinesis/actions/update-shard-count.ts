import { onStream, requireActive, updating } from "../action.ts";
import { constraintViolation, invalidArgument, limitExceeded } from "../errors.ts";
import { scaleShards } from "../shards/reshard.ts";
import { requireProvisioned } from "../streams/provisioned.ts";
import { shardCountRule } from "../streams/settings.ts";
import { openShardCount } from "../streams/stream-view.ts";

/**
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
 * How often a day it may be called is not limited here.
 */
export const updateShardCount = onStream("UpdateShardCount", (context, { stream, read }) => {
  requireActive(context, stream);
  requireProvisioned(context, stream);
  read.text("ScalingType", { oneOf: ["UNIFORM_SCALING"] });
  const target = read.optionalNumber("TargetShardCount", shardCountRule);
  if (target === undefined) throw constraintViolation("null", "targetShardCount", "Member must not be null");
  const current = openShardCount(stream);
  const counts = `Current open shard count: ${current} Target shard count: ${target}`;
  if (target > current * 2)
    throw limitExceeded(
      `UpdateShardCount cannot scale up over double your current open shard count. ${counts}`,
    );
  if (target < current / 2)
    throw limitExceeded(
      `UpdateShardCount cannot scale down below half your current open shard count. ${counts}`,
    );
  if (target === current)
    throw invalidArgument(`The target shard count is the current open shard count. ${counts}`);
  const shards = scaleShards(stream.shards, target, context.clock());
  context.streams.update(stream, { shards, transition: updating(context) });
  context.written(stream, stream.shards);
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    CurrentShardCount: current,
    TargetShardCount: target,
  };
});
