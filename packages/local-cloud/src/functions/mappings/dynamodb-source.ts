import { type DynamoDbRecord, fromDynamoDb } from "./dynamodb-record.ts";
import type { DynamoDbMapping } from "./mapping.ts";
import type { PollerPorts } from "./poller.ts";
import { failedWith, type RecordPage, type Shard, type StreamSource, sourceCalls } from "./stream-source.ts";

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

interface ShardOfTable extends Shard {
  /** No more records will come. */
  readonly closed: boolean;
}

/** Most records of one GetRecords. */
const pageLimit = 1_000;

/** The stream of a table. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
export const createDynamoDbSource = (
  mapping: DynamoDbMapping,
  ports: PollerPorts,
  signal: AbortSignal,
): StreamSource => {
  const { call } = sourceCalls("dynamodb", mapping, ports, signal);
  const StreamArn = mapping.EventSourceArn;
  const place = { streamArn: StreamArn, region: ports.region };

  const iterator = async (ShardId: string, position: object): Promise<string> => {
    const { ShardIterator } = await call<{ ShardIterator: string }>("GetShardIterator", {
      StreamArn,
      ShardId,
      ...position,
    });
    return ShardIterator;
  };

  const describe = async (): Promise<readonly ShardOfTable[]> => {
    const shards: ShardOfTable[] = [];
    let ExclusiveStartShardId: string | undefined;
    do {
      const { StreamDescription } = await call<Description>("DescribeStream", {
        StreamArn,
        ...(ExclusiveStartShardId ? { ExclusiveStartShardId } : {}),
      });
      for (const { ShardId, ParentShardId, SequenceNumberRange } of StreamDescription.Shards ?? [])
        shards.push({
          shardId: ShardId,
          parentShardIds: ParentShardId === undefined ? [] : [ParentShardId],
          checkpointKey: ShardId,
          closed: SequenceNumberRange?.EndingSequenceNumber !== undefined,
        });
      ExclusiveStartShardId = StreamDescription.LastEvaluatedShardId;
    } while (ExclusiveStartShardId !== undefined);
    return shards;
  };

  const read = async (ShardIterator: string, limit: number): Promise<RecordPage> => {
    const page = await call<{ Records?: readonly DynamoDbRecord[]; NextShardIterator?: string }>(
      "GetRecords",
      { ShardIterator, Limit: Math.min(limit, pageLimit) },
    );
    const records = (page.Records ?? []).map((record) => fromDynamoDb(record, place));
    return { records, nextIterator: page.NextShardIterator, caughtUp: records.length === 0 };
  };

  const lastSequenceNumber = async (shardId: string): Promise<string | undefined> => {
    let last: string | undefined;
    let next: string | undefined = await iterator(shardId, oldest);
    while (next !== undefined) {
      const page: RecordPage = await read(next, pageLimit);
      const newest = page.records.at(-1);
      if (!newest) return last;
      last = newest.sequenceNumber;
      next = page.nextIterator;
    }
    return last;
  };

  /**
   * Fixes LATEST, once, as the end of each shard at this moment: kept as a sequence number, it still means the same after
   * a restart, where a LATEST iterator would skip what was written in between.
   */
  const startAtEnd = async (shards: readonly ShardOfTable[]): Promise<void> => {
    const ends = await Promise.all(
      shards.map(async ({ shardId, closed }) => ({
        shardId,
        finished: closed,
        sequenceNumber: closed ? undefined : await lastSequenceNumber(shardId),
      })),
    );
    for (const { shardId, sequenceNumber, finished } of ends)
      ports.checkpoints.put(mapping.UUID, shardId, { sequenceNumber, finished });
  };

  return {
    shards: async () => {
      const shards = await describe();
      if (mapping.StartingPosition === "LATEST" && !ports.checkpoints.hasAny(mapping.UUID))
        await startAtEnd(shards);
      return shards;
    },
    iteratorAfter: async (shardId, sequenceNumber) => {
      if (sequenceNumber === undefined) return iterator(shardId, oldest);
      try {
        return await iterator(shardId, {
          ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
          SequenceNumber: sequenceNumber,
        });
      } catch (error) {
        if (failedWith(error, "TrimmedDataAccessException")) return iterator(shardId, oldest);
        throw error;
      }
    },
    read: (_shardId, next, limit) => read(next, limit),
    writesTo: () => tableArnOf(StreamArn),
  };
};

const oldest = { ShardIteratorType: "TRIM_HORIZON" };

/** `.../table/todos/stream/2026-11-22T10:00:00.000` -> `.../table/todos` */
const tableArnOf = (streamArn: string): string => streamArn.split("/stream/")[0] ?? streamArn;
