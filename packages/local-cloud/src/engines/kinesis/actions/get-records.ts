import { type Action, type Input, reader, requireReady, requireStream } from "../action.ts";
import type { KinesisContext } from "../context.ts";
import { dryRunSucceeded, invalidArgument, resourceNotFound, throughputExceeded } from "../errors.ts";
import { shardKey } from "../records/put.ts";
import { readIterator, requireFresh, type ShardIterator, writeIterator } from "../records/shard-iterator.ts";
import { sequenceNumber } from "../shards/sequence-number.ts";
import { type Shard, shardIdOf } from "../shards/shard.ts";
import { childShards } from "../shards/shard-view.ts";
import { isKept, retentionMs, type Stream } from "../streams/stream.ts";
import { streamArn, streamNameOf } from "../streams/stream-name.ts";

const mostBytes = 10 * 1_048_576;

const iteratorOf = (input: Input): ShardIterator =>
  readIterator(reader(input).text("ShardIterator", { minimum: 1, maximum: 512 }));

/** The shard of an iterator, in the stream that it was given out for. */
const shardOf = (
  { accountId, clock }: KinesisContext,
  stream: Stream,
  { streamId, shard: index }: ShardIterator,
): Shard => {
  const shard = streamId === stream.id ? stream.shards[index] : undefined;
  if (!shard || !isKept(stream, shard, clock()))
    throw resourceNotFound(
      `Shard ${shardIdOf(index)} in stream ${stream.name} under account ${accountId} does not exist`,
    );
  return shard;
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
export const getRecords: Action = (context) => ({
  access: (input) => [
    {
      action: "kinesis:GetRecords",
      resources: [streamArn(context, iteratorOf(input).streamName)],
    },
  ],
  handle: (input, call) => {
    const read = reader(input);
    const iterator = iteratorOf(input);
    const limit = read.optionalNumber("Limit", { minimum: 1, maximum: 10_000 }) ?? 10_000;
    if (read.has("StreamARN") && streamNameOf(read, context) !== iterator.streamName)
      throw invalidArgument("Invalid ShardIterator.");
    const now = context.clock();
    requireFresh(iterator, now);
    const stream = requireStream(context, iterator.streamName);
    requireReady(context, stream);
    const shard = shardOf(context, stream, iterator);
    // Those who read for event source mappings and the like look as soon as there is something, and not more often.
    const metered = call.raw !== undefined;
    if (metered && !context.throughput.takeRead(shardKey(stream, shard)))
      throw throughputExceeded(
        `Rate exceeded for shard ${shardIdOf(shard.index)} in stream ${stream.name} under account ${context.accountId}.`,
      );
    if (read.optionalBoolean("DryRun")) throw dryRunSucceeded();
    return page(context, stream, shard, iterator.position, limit, metered);
  },
});

const page = (
  context: KinesisContext,
  stream: Stream,
  shard: Shard,
  from: number,
  limit: number,
  metered: boolean,
): object => {
  const now = context.clock();
  const range = { streamId: stream.id, shard: shard.index, keptSince: now - retentionMs(stream) };
  const records = context.records.read({ ...range, from }, { records: limit, bytes: mostBytes });
  if (metered)
    context.throughput.payForRead(
      shardKey(stream, shard),
      records.reduce((sum, { data }) => sum + data.length, 0),
    );
  const last = records.at(-1);
  const position = last ? last.position + 1 : from;
  const more = last !== undefined && context.records.hasAny({ ...range, from: position });
  const atEnd = shard.closedAt !== undefined && !more;
  const encryption = stream.encryptionKeyId === undefined ? {} : { EncryptionType: "KMS" };
  return {
    Records: records.map((record) => ({
      SequenceNumber: sequenceNumber(shard, record.position, record.arrivedAt),
      ApproximateArrivalTimestamp: record.arrivedAt / 1_000,
      Data: Buffer.from(record.data.buffer, record.data.byteOffset, record.data.byteLength).toString(
        "base64",
      ),
      PartitionKey: record.partitionKey,
      ...encryption,
    })),
    MillisBehindLatest: more && last ? Math.max(now - last.arrivedAt, 1) : 0,
    ...(atEnd
      ? { ChildShards: childShards(stream.shards, shard) }
      : {
          NextShardIterator: writeIterator({
            streamName: stream.name,
            streamId: stream.id,
            shard: shard.index,
            position,
            issuedAt: now,
          }),
        }),
  };
};
