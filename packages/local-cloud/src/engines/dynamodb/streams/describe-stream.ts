import type { Operation } from "../../../gateway/engine.ts";
import { ask, type Backend } from "../backend.ts";
import { toSequenceNumber } from "./sequence-number.ts";
import { streamAccess, tableOfStream } from "./stream-access.ts";

interface DescribeStreamInput {
  readonly StreamArn: string;
}

export interface StreamAnswer {
  readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
}

/**
 * Where a shard begins. dynoxide compares positions as text ("10" before "9") and leaves an empty shard without any,
 * so the oldest record is asked for.
 */
const startOf = async (backend: Backend, StreamArn: string, ShardId: string): Promise<string> => {
  const { ShardIterator } = await ask<{ readonly ShardIterator: string }>(backend, "GetShardIterator", {
    StreamArn,
    ShardId,
    ShardIteratorType: "TRIM_HORIZON",
  });
  const { Records } = await ask<{
    readonly Records: readonly { readonly dynamodb: { readonly SequenceNumber: string } }[];
  }>(backend, "GetRecords", { ShardIterator, Limit: 1 });
  return toSequenceNumber(Records[0]?.dynamodb.SequenceNumber ?? "1");
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream = (backend: Backend): Operation<DescribeStreamInput> => ({
  access: (input) => [streamAccess(backend, "DescribeStream", input.StreamArn)],
  handle: async (input) => {
    const table = tableOfStream(backend, input.StreamArn);
    const { StreamDescription: stream } = await ask<StreamAnswer>(backend, "DescribeStream", input);
    const shards = stream.Shards.map(async ({ ShardId }) => ({
      ShardId,
      // No EndingSequenceNumber: it would say that the shard is closed, and consumers would leave it.
      SequenceNumberRange: { StartingSequenceNumber: await startOf(backend, input.StreamArn, ShardId) },
    }));
    return {
      StreamDescription: {
        ...stream,
        StreamViewType: backend.settings.streamView(table.name),
        KeySchema: table.keySchema,
        Shards: await Promise.all(shards),
      },
    };
  },
});
