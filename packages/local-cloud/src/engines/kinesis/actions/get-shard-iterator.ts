import { onStream, requireReady, type StreamCall } from "../action.ts";
import type { KinesisContext } from "../context.ts";
import { dryRunSucceeded, invalidArgument } from "../errors.ts";
import { writeIterator } from "../records/shard-iterator.ts";
import { requireShard, shardIdRule } from "../shards/require-shard.ts";
import { placeOf } from "../shards/sequence-number.ts";
import { type Shard, shardIdOf } from "../shards/shard.ts";
import { timestampOf } from "../timestamp.ts";

const types = [
  "AT_SEQUENCE_NUMBER",
  "AFTER_SEQUENCE_NUMBER",
  "AT_TIMESTAMP",
  "TRIM_HORIZON",
  "LATEST",
] as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html */
export const getShardIterator = onStream("GetShardIterator", (context, call) => {
  const { stream, read } = call;
  requireReady(context, stream);
  const type = types.find((one) => one === read.text("ShardIteratorType", { oneOf: types }));
  const shard = requireShard(context, stream, read.text("ShardId", shardIdRule));
  const position = positionOf(context, call, type, shard);
  if (read.optionalBoolean("DryRun")) throw dryRunSucceeded();
  return {
    ShardIterator: writeIterator({
      streamName: stream.name,
      streamId: stream.id,
      shard: shard.index,
      position,
      issuedAt: context.clock(),
    }),
  };
});

const positionOf = (
  context: KinesisContext,
  call: StreamCall,
  type: (typeof types)[number] | undefined,
  shard: Shard,
): number => {
  const start = call.read.optionalText("StartingSequenceNumber", { pattern: "0|([1-9]\\d{0,128})" });
  const bySequence = type === "AT_SEQUENCE_NUMBER" || type === "AFTER_SEQUENCE_NUMBER";
  if (bySequence !== (start !== undefined))
    throw invalidArgument(
      "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or " +
        `(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified ${type} and ${start === undefined ? "no" : "also a"} StartingSequenceNumber.`,
    );
  switch (type) {
    case "AT_SEQUENCE_NUMBER":
      return positionOfSequence(context, call, shard, start ?? "");
    case "AFTER_SEQUENCE_NUMBER":
      return positionOfSequence(context, call, shard, start ?? "") + 1;
    case "AT_TIMESTAMP":
      return positionAt(context, timestampOf(call.input, "Timestamp"));
    case "LATEST":
      return context.records.end();
    default:
      return 0;
  }
};

const positionOfSequence = (
  { accountId }: KinesisContext,
  { stream }: StreamCall,
  shard: Shard,
  sequence: string,
): number => {
  const used = `StartingSequenceNumber ${sequence} used in GetShardIterator on shard ${shardIdOf(shard.index)} in stream ${stream.name} under account ${accountId} is invalid`;
  const place = placeOf(sequence);
  if (!place) throw invalidArgument(`${used}.`);
  if (place.shardIndex !== shard.index)
    throw invalidArgument(
      `Invalid StartingSequenceNumber. It encodes ${shardIdOf(place.shardIndex)}, while it was used in a call to a shard with ${shardIdOf(shard.index)}`,
    );
  if (place.epochSeconds !== shard.epochSeconds)
    throw invalidArgument(`${used} because it did not come from this stream.`);
  return place.position;
};

const positionAt = ({ clock, records }: KinesisContext, time: number | undefined): number => {
  if (time === undefined)
    throw invalidArgument(
      "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.",
    );
  const now = clock();
  if (time > now)
    throw invalidArgument(
      `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${time}, currentTimestampInMillis: ${now}`,
    );
  return records.positionAt(time);
};
