import { createHash } from "node:crypto";

/**
 * A point of the 128-bit ring that partition keys are hashed to, as 32 hexadecimal digits: texts of one length compare
 * as their numbers do.
 * https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html#partition-key
 */
export type HashKey = string;

export const ringSize = 2n ** 128n;

export const hashKeyOf = (value: bigint): HashKey => value.toString(16).padStart(32, "0");

export const hashOfPartitionKey = (partitionKey: string): HashKey =>
  createHash("md5").update(partitionKey, "utf8").digest("hex");

export const numberOf = (key: HashKey): bigint => BigInt(`0x${key}`);

/** As the API writes it. */
export const decimalOf = (key: HashKey): string => numberOf(key).toString();
