import type { HashKey } from "./hash-key.ts";

/** A shard of a stream; it takes records from its opening to its closing, and is read for as long as they are kept. */
export interface Shard {
  /** Place in the stream, from 0; never used again. */
  readonly index: number;
  readonly from: HashKey;
  /** Inclusive. */
  readonly to: HashKey;
  /** None for the first shards of a stream, one after a split, two after a merge. */
  readonly parents: readonly number[];
  /** Epoch seconds; those of a child are higher than its parents', so that its sequence numbers are too. */
  readonly epochSeconds: number;
  /** Epoch milliseconds, as all times here. */
  readonly openedAt: number;
  readonly closedAt?: number;
}

/** `shardId-000000000007` */
export const shardIdOf = (index: number): string => `shardId-${String(index).padStart(12, "0")}`;

const shardIdPattern = /^(?:shardId-)?(\d{1,12})$/;

export const indexOfShardId = (shardId: string): number | undefined => {
  const digits = shardIdPattern.exec(shardId)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

export const isOpen = ({ closedAt }: Shard): boolean => closedAt === undefined;

export const covers = ({ from, to }: Shard, key: HashKey): boolean => from <= key && key <= to;
