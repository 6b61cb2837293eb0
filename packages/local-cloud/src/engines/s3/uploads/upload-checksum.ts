/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html#ChecksumTypes */
import { type Algorithm, combines, defaultAlgorithm } from "../checksums/algorithms.ts";
import { algorithmOf } from "../checksums/requested.ts";
import { invalidRequest } from "../errors.ts";
import type { Checksum } from "../objects/version.ts";
import type { UploadDetails } from "./upload.ts";

type ChecksumType = Checksum["type"];

/** @throws {AwsError} for a type that there is not */
export const checksumTypeOf = (name: string | undefined): ChecksumType | undefined => {
  if (name === undefined || name === "COMPOSITE" || name === "FULL_OBJECT") return name;
  throw invalidRequest("Value for x-amz-checksum-type header is invalid.");
};

/** The type of an algorithm's checksum where none is named. */
export const naturalType = (algorithm: Algorithm): ChecksumType =>
  algorithm === defaultAlgorithm ? "FULL_OBJECT" : "COMPOSITE";

/**
 * What the client wants the whole to be checked by.
 *
 * @throws {AwsError} for a type without an algorithm, or one that the algorithm cannot have
 */
export const chosenChecksum = (
  algorithmName: string | undefined,
  typeName: string | undefined,
): Pick<UploadDetails, "checksumAlgorithm" | "checksumType"> => {
  const algorithm = algorithmOf(algorithmName);
  const type = checksumTypeOf(typeName);
  if (!algorithm) {
    if (type)
      throw invalidRequest(
        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
      );
    return {};
  }
  const possible = type === "FULL_OBJECT" ? combines(algorithm) : algorithm !== defaultAlgorithm;
  if (type && !possible)
    throw invalidRequest(
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  return { checksumAlgorithm: algorithm, checksumType: type ?? naturalType(algorithm) };
};

/** What the whole is checked by in any case: S3 chooses where the client does not. */
export const effectiveChecksum = ({
  checksumAlgorithm = defaultAlgorithm,
  checksumType = "FULL_OBJECT",
}: UploadDetails): { readonly algorithm: Algorithm; readonly type: ChecksumType } => ({
  algorithm: checksumAlgorithm,
  type: checksumType,
});
