/** Which checksum a request brings along or asks for. */
import { AwsError } from "../../../gateway/errors.ts";
import { invalidRequest } from "../errors.ts";
import type { Checksum } from "../objects/version.ts";
import { type Algorithm, algorithms, isWellFormed } from "./algorithms.ts";

/** Members by which checksums come and go: `ChecksumCRC32`. */
export type ChecksumMembers = { readonly [A in Algorithm as `Checksum${A}`]?: string | undefined };

export interface ChecksumInput extends ChecksumMembers {
  readonly ChecksumAlgorithm?: string | undefined;
  /** `x-amz-trailer`: names of fields that follow the content. */
  readonly Trailer?: string | undefined;
}

export interface RequestedChecksum {
  readonly algorithm: Algorithm;
  /** Base64; `undefined` when it follows the content, or is only asked for. */
  readonly value: string | undefined;
  /** Lower-case name of the field that follows. */
  readonly trailer: string | undefined;
}

export const headerOf = (algorithm: Algorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** @throws {AwsError} for an algorithm that there is not */
export const algorithmOf = (name: string | undefined): Algorithm | undefined => {
  if (name === undefined) return undefined;
  const found = algorithms.find((algorithm) => algorithm === name.toUpperCase());
  if (!found)
    throw invalidRequest(
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, SHA1, SHA256]",
    );
  return found;
};

const trailerOf = (trailer: string | undefined): Algorithm | undefined => {
  if (trailer === undefined) return undefined;
  const names = trailer
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  return algorithms.find((algorithm) => names.includes(headerOf(algorithm)));
};

/**
 * @returns `undefined` when the client wants none
 * @throws {AwsError} `InvalidRequest`
 */
export const requestedChecksum = (input: ChecksumInput): RequestedChecksum | undefined => {
  const given = algorithms.filter((algorithm) => input[`Checksum${algorithm}`] !== undefined);
  const announced = trailerOf(input.Trailer);
  const named = algorithmOf(input.ChecksumAlgorithm);
  if (given.length > 1 || (given.length === 1 && announced))
    throw invalidRequest(
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  const algorithm = given[0] ?? announced;
  if (!algorithm) return named && { algorithm: named, value: undefined, trailer: undefined };
  if (named && named !== algorithm)
    throw invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
  const value = input[`Checksum${algorithm}`];
  if (value !== undefined && !isWellFormed(algorithm, value))
    throw invalidRequest(`Value for ${headerOf(algorithm)} header is invalid.`);
  return { algorithm, value, trailer: announced && headerOf(announced) };
};

export const checksumMismatch = (algorithm: Algorithm): AwsError =>
  new AwsError("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);

/** Members of an answer. */
export const checksumMembers = ({ algorithm, value, type }: Checksum) => ({
  [`Checksum${algorithm}`]: value,
  ChecksumType: type,
});
