import { AwsError } from "../../gateway/errors.ts";
import { rolePrincipal } from "../role-principal.ts";
import type { StreamMapping } from "./mapping.ts";
import type { PollerPorts } from "./poller.ts";
import type { StreamRecord } from "./stream-event.ts";

export interface Shard {
  readonly shardId: string;
  readonly parentShardId: string | undefined;
  /** No more records will come. */
  readonly closed: boolean;
}

export interface RecordPage {
  readonly records: readonly StreamRecord[];
  /** `undefined` at the end of a closed shard. */
  readonly nextIterator: string | undefined;
}

/** The stream of a mapping, read with the permissions of its function. */
export interface StreamSource {
  shards(): Promise<readonly Shard[]>;
  /** An iterator behind the sequence number; from the oldest record when there is none, or when it is trimmed. */
  iteratorAfter(shardId: string, sequenceNumber: string | undefined): Promise<string>;
  read(iterator: string, limit: number): Promise<RecordPage>;
}

interface DescribedShard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly SequenceNumberRange?: { readonly EndingSequenceNumber?: string };
}

interface Description {
  readonly StreamDescription: {
    readonly Shards?: readonly DescribedShard[];
    readonly LastEvaluatedShardId?: string;
  };
}

/** Most records of one GetRecords. */
const pageLimit = 1_000;

export const createStreamSource = (
  mapping: StreamMapping,
  ports: PollerPorts,
  signal: AbortSignal,
): StreamSource => {
  const call = <Output>(operation: string, input: object): Promise<Output> => {
    const record = ports.functions.get(mapping.FunctionName);
    if (!record) throw new Error(`Function not found: ${ports.functions.arnOf(mapping.FunctionName)}`);
    return ports.dispatcher.call<Output>(
      "dynamodb",
      operation,
      input,
      rolePrincipal(record.configuration),
      signal,
    );
  };
  const StreamArn = mapping.EventSourceArn;

  const iterator = async (ShardId: string, position: object): Promise<string> => {
    const { ShardIterator } = await call<{ ShardIterator: string }>("GetShardIterator", {
      StreamArn,
      ShardId,
      ...position,
    });
    return ShardIterator;
  };

  return {
    shards: async () => {
      const shards: Shard[] = [];
      let ExclusiveStartShardId: string | undefined;
      do {
        const { StreamDescription } = await call<Description>("DescribeStream", {
          StreamArn,
          ...(ExclusiveStartShardId ? { ExclusiveStartShardId } : {}),
        });
        for (const shard of StreamDescription.Shards ?? [])
          shards.push({
            shardId: shard.ShardId,
            parentShardId: shard.ParentShardId,
            closed: shard.SequenceNumberRange?.EndingSequenceNumber !== undefined,
          });
        ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
      } while (ExclusiveStartShardId !== undefined);
      return shards;
    },
    iteratorAfter: async (shardId, sequenceNumber) => {
      const oldest = { ShardIteratorType: "TRIM_HORIZON" };
      if (sequenceNumber === undefined) return iterator(shardId, oldest);
      try {
        return await iterator(shardId, {
          ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
          SequenceNumber: sequenceNumber,
        });
      } catch (error) {
        if (error instanceof AwsError && error.code.endsWith("TrimmedDataAccessException"))
          return iterator(shardId, oldest);
        throw error;
      }
    },
    read: async (ShardIterator, limit) => {
      const page = await call<{ Records?: readonly StreamRecord[]; NextShardIterator?: string }>(
        "GetRecords",
        { ShardIterator, Limit: Math.min(limit, pageLimit) },
      );
      return { records: page.Records ?? [], nextIterator: page.NextShardIterator };
    },
  };
};
