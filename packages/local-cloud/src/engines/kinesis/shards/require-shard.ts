import type { InputReader } from "../../../gateway/input-reader.ts";
import type { KinesisContext } from "../context.ts";
import { invalidArgument, resourceNotFound } from "../errors.ts";
import { isKept, type Stream } from "../streams/stream.ts";
import { indexOfShardId, isOpen, type Shard, shardIdOf } from "./shard.ts";

export const shardIdRule = { pattern: "[a-zA-Z0-9_.-]+", minimum: 1, maximum: 128 } as const;

/** @throws {AwsError} `ResourceNotFoundException` */
export const requireShard = (
  { accountId, clock }: Pick<KinesisContext, "accountId" | "clock">,
  stream: Stream,
  shardId: string,
): Shard => {
  const index = indexOfShardId(shardId);
  const shard = index === undefined ? undefined : stream.shards[index];
  if (!shard || !isKept(stream, shard, clock()))
    throw resourceNotFound(
      `Shard ${shardId} in stream ${stream.name} under account ${accountId} does not exist`,
    );
  return shard;
};

/** @throws {AwsError} `ResourceNotFoundException`; `InvalidArgumentException` for a shard that is closed */
export const requireOpenShard = (
  context: KinesisContext,
  stream: Stream,
  read: InputReader,
  member: string,
): Shard => {
  const shard = requireShard(context, stream, read.text(member, shardIdRule));
  if (!isOpen(shard))
    throw invalidArgument(
      `Shard ${shardIdOf(shard.index)} in stream ${stream.name} under account ${context.accountId} is closed.`,
    );
  return shard;
};
