import type { Operation } from "../../../gateway/engine.ts";
import { ask, type Backend } from "../backend.ts";
import { toSequenceNumber } from "./sequence-number.ts";
import { streamAccess, tableOfStream } from "./stream-access.ts";

interface DescribeStreamInput {
  readonly StreamArn: string;
}

export interface StreamAnswer {
  readonly StreamDescription: {
    readonly Shards: readonly {
      readonly ShardId: string;
      readonly SequenceNumberRange: { readonly StartingSequenceNumber: string };
    }[];
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream = (backend: Backend): Operation<DescribeStreamInput> => ({
  access: (input) => [streamAccess(backend, "DescribeStream", input.StreamArn)],
  handle: async (input) => {
    const table = tableOfStream(backend, input.StreamArn);
    const { StreamDescription: stream } = await ask<StreamAnswer>(backend, "DescribeStream", input);
    return {
      StreamDescription: {
        ...stream,
        KeySchema: table.keySchema,
        Shards: stream.Shards.map(({ ShardId, SequenceNumberRange: range }) => ({
          ShardId,
          // No EndingSequenceNumber: it would say that the shard is closed, and consumers would leave it.
          SequenceNumberRange: { StartingSequenceNumber: toSequenceNumber(range.StartingSequenceNumber) },
        })),
      },
    };
  },
});
