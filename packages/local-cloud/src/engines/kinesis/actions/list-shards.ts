import { type Action, type Input, reader, requireStream } from "../action.ts";
import type { KinesisContext } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { shardIdRule } from "../shards/require-shard.ts";
import { indexOfShardId } from "../shards/shard.ts";
import { shardFilter } from "../shards/shard-filter.ts";
import { readShardToken, requireFreshToken, writeShardToken } from "../shards/shard-token.ts";
import { shardView } from "../shards/shard-view.ts";
import { isKept } from "../streams/stream.ts";
import { streamArn, streamNameOf } from "../streams/stream-name.ts";

const pageLimit = 1_000;

const tokenOf = (input: Input) => {
  const token = reader(input).optionalText("NextToken", { minimum: 1, maximum: 1_048_576 });
  if (token === undefined) return undefined;
  for (const member of ["StreamName", "StreamARN", "StreamCreationTimestamp", "ExclusiveStartShardId"])
    if (reader(input).has(member))
      throw invalidArgument(`NextToken and ${member} cannot be provided together.`);
  return readShardToken(token);
};

const nameOf = (input: Input, context: KinesisContext): string =>
  tokenOf(input)?.streamName ?? streamNameOf(reader(input), context);

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html */
export const listShards: Action = (context) => ({
  access: (input) => [
    { action: "kinesis:ListShards", resources: [streamArn(context, nameOf(input, context))] },
  ],
  handle: (input) => {
    const read = reader(input);
    const now = context.clock();
    const token = tokenOf(input);
    if (token) requireFreshToken(token, now);
    const stream = requireStream(context, nameOf(input, context));
    const limit = Math.min(
      read.optionalNumber("MaxResults", { minimum: 1, maximum: 10_000 }) ?? pageLimit,
      pageLimit,
    );
    const start = read.optionalText("ExclusiveStartShardId", shardIdRule);
    const after = token?.after ?? (start === undefined ? -1 : (indexOfShardId(start) ?? -1));
    const given = token ? token.filter : input.ShardFilter;
    const filter = reader({ ShardFilter: given }).optionalStructure("ShardFilter");
    const wanted = filter ? shardFilter(filter, { ...Object(given) }, stream, now) : () => true;

    const left = stream.shards.filter(
      (shard) => isKept(stream, shard, now) && shard.index > after && wanted(shard),
    );
    const page = left.slice(0, limit);
    const last = page.at(-1);
    return {
      Shards: page.map(shardView),
      ...(last && left.length > limit
        ? {
            NextToken: writeShardToken({
              streamName: stream.name,
              after: last.index,
              filter: given,
              issuedAt: now,
            }),
          }
        : {}),
    };
  },
});
