import { type Action, reader } from "../action.ts";
import { constraintViolation, invalidArgument, resourceInUse, unsupported } from "../errors.ts";
import { firstShards } from "../shards/reshard.ts";
import { maxRecordRule, modeOf, shardCountRule } from "../streams/settings.ts";
import { nameRule, streamArn } from "../streams/stream-name.ts";
import { tagsOf, withTags } from "../streams/tags.ts";

/** How many shards a new stream on demand has: https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html */
const shardsOnDemand = 4;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html */
export const createStream: Action = (context) => ({
  access: (input) => [
    {
      action: "kinesis:CreateStream",
      resources: [streamArn(context, reader(input).text("StreamName", nameRule))],
    },
  ],
  handle: (input) => {
    const read = reader(input);
    const name = read.text("StreamName", nameRule);
    const mode = modeOf(read) ?? "PROVISIONED";
    const shardCount = read.optionalNumber("ShardCount", shardCountRule);
    if (mode === "ON_DEMAND" && shardCount !== undefined)
      throw invalidArgument("ShardCount is not given for streams in on-demand mode.");
    if (mode === "PROVISIONED" && shardCount === undefined)
      throw constraintViolation("null", "shardCount", "Member must not be null");
    if (read.has("WarmThroughputMiBps"))
      throw unsupported("warm throughput", "Leave WarmThroughputMiBps out.");
    if (read.optionalText("RecordDistributionStrategy", { oneOf: ["AUTO", "USER_PARTITION_KEY"] }) === "AUTO")
      throw unsupported(
        "the record distribution strategy AUTO",
        "Leave it out, and give records partition keys.",
      );
    if (context.streams.find(name))
      throw resourceInUse(`Stream ${name} under account ${context.accountId} already exists.`);

    const now = context.clock();
    context.streams.create(name, {
      createdAt: now,
      retentionHours: 24,
      mode,
      maxRecordKiB: read.optionalNumber("MaxRecordSizeInKiB", maxRecordRule) ?? maxRecordRule.minimum,
      tags: withTags({}, tagsOf(input.Tags), name),
      shards: firstShards(shardCount ?? shardsOnDemand, now),
      transition: { status: "CREATING", until: now + context.stateChangeMs },
    });
    return {};
  },
});
