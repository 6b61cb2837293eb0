import { wrongType } from "./errors.ts";

/**
 * A point in time as the JSON protocols write it: epoch seconds, with a fraction.
 *
 * @returns epoch milliseconds
 * @throws {AwsError} `SerializationException`
 */
export const timestampOf = (input: Readonly<Record<string, unknown>>, member: string): number | undefined => {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isFinite(value))
    throw wrongType(`${member} must be a timestamp in epoch seconds`);
  return Math.round(value * 1_000);
};
