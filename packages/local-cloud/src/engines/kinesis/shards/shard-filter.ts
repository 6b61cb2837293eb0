import type { InputReader } from "../../../gateway/input-reader.ts";
import { invalidArgument } from "../errors.ts";
import { retentionMs, type Stream } from "../streams/stream.ts";
import { timestampOf } from "../timestamp.ts";
import { indexOfShardId, isOpen, type Shard } from "./shard.ts";

const types = [
  "AFTER_SHARD_ID",
  "AT_TRIM_HORIZON",
  "FROM_TRIM_HORIZON",
  "AT_LATEST",
  "AT_TIMESTAMP",
  "FROM_TIMESTAMP",
] as const;

const openAt =
  (time: number) =>
  ({ openedAt, closedAt }: Shard): boolean =>
    openedAt <= time && (closedAt === undefined || closedAt >= time);

const openSince =
  (time: number) =>
  ({ closedAt }: Shard): boolean =>
    closedAt === undefined || closedAt >= time;

/** Which shards a listing is about: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html */
export const shardFilter = (
  filter: InputReader,
  given: Readonly<Record<string, unknown>>,
  stream: Stream,
  now: number,
): ((shard: Shard) => boolean) => {
  const type = filter.text("Type", { oneOf: types });
  const horizon = Math.max(now - retentionMs(stream), stream.createdAt);
  const time = (): number => {
    const timestamp = timestampOf(given, "Timestamp");
    if (timestamp === undefined) throw invalidArgument(`A ShardFilter of type ${type} needs a Timestamp.`);
    return Math.max(timestamp, horizon);
  };
  switch (type) {
    case "AFTER_SHARD_ID": {
      const after = indexOfShardId(filter.text("ShardId"));
      if (after === undefined) throw invalidArgument("The ShardId of the ShardFilter is invalid.");
      return ({ index }) => index > after;
    }
    case "AT_LATEST":
      return isOpen;
    case "AT_TRIM_HORIZON":
      return openAt(horizon);
    case "AT_TIMESTAMP":
      return openAt(time());
    case "FROM_TIMESTAMP":
      return openSince(time());
    default:
      return () => true;
  }
};
