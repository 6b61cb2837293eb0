import { AwsError } from "../../../gateway/errors.ts";

/**
 * dynoxide counts 1, 2, 3 per table. AWS's sequence numbers have at least 21 digits, all alike in length, so that
 * consumers may compare them as text: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html
 */
const base = 10n ** 20n;

export const toSequenceNumber = (position: string): string => (base + BigInt(position)).toString();

/** @throws {AwsError} `ValidationException` when no stream of this cloud has given it out */
export const toPosition = (sequenceNumber: string): string => {
  const position = /^\d{21,40}$/.test(sequenceNumber) ? BigInt(sequenceNumber) - base : -1n;
  if (position < 0n) throw new AwsError("ValidationException", `Invalid SequenceNumber: ${sequenceNumber}`);
  return position.toString();
};
