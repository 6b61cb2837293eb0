/** How the shards of a stream change: pure functions from shards to shards. */
import { type HashKey, hashKeyOf, numberOf, ringSize } from "./hash-key.ts";
import { covers, isOpen, type Shard } from "./shard.ts";

/** The inclusive ranges of `count` shards of equal size. */
const uniformRanges = (count: number): readonly { from: HashKey; to: HashKey }[] => {
  const size = ringSize / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    from: hashKeyOf(size * BigInt(index)),
    to: hashKeyOf(index === count - 1 ? ringSize - 1n : size * BigInt(index + 1) - 1n),
  }));
};

/** The shards of a new stream. @param now epoch milliseconds */
export const firstShards = (count: number, now: number): readonly Shard[] =>
  uniformRanges(count).map(({ from, to }, index) => ({
    index,
    from,
    to,
    parents: [],
    epochSeconds: Math.floor(now / 1_000),
    openedAt: now,
  }));

const replace = (
  shards: readonly Shard[],
  parents: readonly Shard[],
  ranges: readonly { from: HashKey; to: HashKey }[],
  now: number,
): readonly Shard[] => {
  const epochSeconds = Math.max(Math.floor(now / 1_000), ...parents.map((parent) => parent.epochSeconds + 1));
  const closed = new Set(parents.map(({ index }) => index));
  return [
    ...shards.map((shard) => (closed.has(shard.index) ? { ...shard, closedAt: now } : shard)),
    ...ranges.map(({ from, to }, offset) => ({
      index: shards.length + offset,
      from,
      to,
      parents: parents.map(({ index }) => index),
      epochSeconds,
      openedAt: now,
    })),
  ];
};

/** @param at first key of the upper half; inside the shard, and not its first */
export const splitShard = (
  shards: readonly Shard[],
  shard: Shard,
  at: HashKey,
  now: number,
): readonly Shard[] => {
  const lower = { from: shard.from, to: hashKeyOf(numberOf(at) - 1n) };
  return replace(shards, [shard], [lower, { from: at, to: shard.to }], now);
};

export const areAdjacent = (one: Shard, other: Shard): boolean =>
  numberOf(one.to) + 1n === numberOf(other.from) || numberOf(other.to) + 1n === numberOf(one.from);

/** @param shard parent of the merged shard, @param other its adjacent parent */
export const mergeShards = (
  shards: readonly Shard[],
  shard: Shard,
  other: Shard,
  now: number,
): readonly Shard[] => {
  const [lower, upper] = shard.from < other.from ? [shard, other] : [other, shard];
  return replace(shards, [shard, other], [{ from: lower.from, to: upper.to }], now);
};

/**
 * Brings the open shards to `count` of equal size, by splits and merges as Kinesis does; shards that live only for
 * the time of the change come about where one range is not a part of the other.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html
 */
export const scaleShards = (shards: readonly Shard[], count: number, now: number): readonly Shard[] => {
  const ranges = uniformRanges(count);
  let changed = shards;
  for (const { from } of ranges) {
    const around = changed.find((shard) => isOpen(shard) && covers(shard, from));
    if (around && around.from !== from) changed = splitShard(changed, around, from, now);
  }
  for (const range of ranges) {
    const inside = (): readonly Shard[] =>
      changed
        .filter((shard) => isOpen(shard) && range.from <= shard.from && shard.to <= range.to)
        .toSorted((one, other) => (one.from < other.from ? -1 : 1));
    for (let [first, second] = inside(); first && second; [first, second] = inside())
      changed = mergeShards(changed, first, second, now);
  }
  return changed;
};
