import { expiredIterator, invalidArgument } from "../errors.ts";

/** A place in a shard. Clients get it as a text that says nothing to them. */
export interface ShardIterator {
  readonly streamName: string;
  /** Tells streams of one name apart. */
  readonly streamId: number;
  readonly shard: number;
  /** Of the next record, inclusive. */
  readonly position: number;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html */
const lifetimeMs = 300_000;

const version = "1";

export const writeIterator = (iterator: ShardIterator): string =>
  Buffer.from(
    [
      version,
      iterator.issuedAt,
      iterator.streamId,
      iterator.shard,
      iterator.position,
      iterator.streamName,
    ].join("/"),
  ).toString("base64");

const pattern = /^1\/(\d{1,15})\/(\d{1,15})\/(\d{1,15})\/(\d{1,16})\/([a-zA-Z0-9_.-]{1,128})$/;

/** @throws {AwsError} `InvalidArgumentException` */
export const readIterator = (text: string): ShardIterator => {
  const match = pattern.exec(Buffer.from(text, "base64").toString("utf8"));
  const [, issuedAt, streamId, shard, position, streamName] = match ?? [];
  if (streamName === undefined) throw invalidArgument("Invalid ShardIterator.");
  return {
    issuedAt: Number(issuedAt),
    streamId: Number(streamId),
    shard: Number(shard),
    position: Number(position),
    streamName,
  };
};

/** `Thu Jan 22 01:22:02 UTC 2015` */
const shown = (time: number): string => {
  const [day, date, month, year, clock] = new Date(time).toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${date} ${clock} UTC ${year}`;
};

/** @throws {AwsError} `ExpiredIteratorException` 5 minutes after it was given out */
export const requireFresh = ({ issuedAt }: ShardIterator, now: number): void => {
  if (now - issuedAt > lifetimeMs)
    throw expiredIterator(
      `Iterator expired. The iterator was created at time ${shown(issuedAt)} while right now it is ${shown(now)} which is further in the future than the tolerated delay of ${lifetimeMs} milliseconds.`,
    );
};
