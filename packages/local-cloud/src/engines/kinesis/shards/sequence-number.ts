/**
 * Sequence numbers in the form that Kinesis gives them: decimal, 56 digits, and in hexadecimal
 * `2 | shard epoch (9) | shard (1) | position (16) | 00 | time (9) | shard (8) | 2`.
 * The position decides the order, since everything before it is the same for all records of a shard.
 */
import type { Shard } from "./shard.ts";

const hex = (value: number | bigint, digits: number): string =>
  value.toString(16).padStart(digits, "0").slice(-digits);

/** Larger than every position of a record: the end of a closed shard. */
const lastPosition = 0x7fff_ffff_ffff_ffffn;

/** @param time epoch milliseconds */
export const sequenceNumber = (shard: Shard, position: number | bigint, time: number): string =>
  BigInt(
    [
      "0x2",
      hex(shard.epochSeconds, 9),
      hex(shard.index, 1),
      hex(position, 16),
      "00",
      hex(Math.floor(time / 1_000), 9),
      hex(shard.index, 8),
      "2",
    ].join(""),
  ).toString();

export const startingSequenceNumber = (shard: Shard): string => sequenceNumber(shard, 0, shard.openedAt);

export const endingSequenceNumber = (shard: Shard & { readonly closedAt: number }): string =>
  sequenceNumber(shard, lastPosition, shard.closedAt);

/** What a sequence number says of its record. */
export interface SequencePlace {
  readonly epochSeconds: number;
  readonly shardIndex: number;
  readonly position: number;
}

const pattern = /^2([\da-f]{9})[\da-f]([\da-f]{16})00[\da-f]{9}([\da-f]{8})2$/;

/** @returns `undefined` for a number that no record has */
export const placeOf = (sequence: string): SequencePlace | undefined => {
  if (!/^\d{1,60}$/.test(sequence)) return undefined;
  const [, epoch, position, index] = pattern.exec(BigInt(sequence).toString(16)) ?? [];
  if (epoch === undefined || position === undefined || index === undefined) return undefined;
  return {
    epochSeconds: Number.parseInt(epoch, 16),
    shardIndex: Number.parseInt(index, 16),
    position: Math.min(Number(BigInt(`0x${position}`)), Number.MAX_SAFE_INTEGER - 1),
  };
};
