import type { Operation } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { ask, type Backend } from "../backend.ts";
import type { StreamAnswer } from "./describe-stream.ts";
import { toPosition } from "./sequence-number.ts";
import { writeIterator } from "./shard-iterator.ts";
import { streamAccess, tableOfStream } from "./stream-access.ts";

interface GetShardIteratorInput {
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly ShardIteratorType: string;
  readonly SequenceNumber?: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export const getShardIterator = (backend: Backend): Operation<GetShardIteratorInput> => ({
  access: (input) => [streamAccess(backend, "GetShardIterator", input.StreamArn)],
  handle: async ({ SequenceNumber, ...input }) => {
    tableOfStream(backend, input.StreamArn);
    const { StreamDescription: stream } = await ask<StreamAnswer>(backend, "DescribeStream", {
      StreamArn: input.StreamArn,
    });
    if (!stream.Shards.some((shard) => shard.ShardId === input.ShardId))
      throw new AwsError(
        "ResourceNotFoundException",
        `Requested resource not found: Shard ${input.ShardId} in stream ${input.StreamArn} not found`,
      );
    const { ShardIterator: inner } = await ask<{ readonly ShardIterator: string }>(
      backend,
      "GetShardIterator",
      { ...input, ...(SequenceNumber === undefined ? {} : { SequenceNumber: toPosition(SequenceNumber) }) },
    );
    return { ShardIterator: writeIterator({ streamArn: input.StreamArn, inner, issuedAt: backend.now() }) };
  },
});
