/** The parts that a completion names, checked against those that were uploaded. */
import { AwsError } from "../../../gateway/errors.ts";
import { type Algorithm, algorithms } from "../checksums/algorithms.ts";
import type { ChecksumMembers } from "../checksums/requested.ts";
import { invalidRequest } from "../errors.ts";
import { bareEtag } from "../objects/preconditions.ts";
import type { Upload, UploadedPart } from "./upload.ts";

export interface NamedPart extends ChecksumMembers {
  readonly PartNumber: number;
  readonly ETag: string;
}

/** Of every part but the last: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const smallestPart = 5 * 1024 ** 2;

const invalidPart = (UploadId: string, { PartNumber, ETag }: NamedPart) =>
  new AwsError(
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { fields: { UploadId, PartNumber, ETag: bareEtag(ETag) } },
  );

const tooSmall = ({ number, size, etag }: UploadedPart) =>
  new AwsError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    fields: { ETag: etag, PartNumber: number, MinSizeAllowed: smallestPart, ProposedSize: size },
  });

const checkOrder = (UploadId: string, named: readonly NamedPart[]): void => {
  const unordered = named.some(
    (part, index) => index > 0 && part.PartNumber <= (named[index - 1]?.PartNumber ?? 0),
  );
  if (unordered)
    throw new AwsError(
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part number.",
      { fields: { UploadId } },
    );
};

const wrongAlgorithm = (algorithm: Algorithm, { number }: UploadedPart) =>
  new AwsError(
    "BadDigest",
    `The ${algorithm.toLowerCase()} you specified for part ${number} did not match what we received.`,
  );

const checkNamedChecksum = ({ id, details }: Upload, part: UploadedPart, named: NamedPart): void => {
  const { checksumAlgorithm: chosen, checksumType } = details;
  const claimed = algorithms.filter((algorithm) => named[`Checksum${algorithm}`] !== undefined);
  // Of an upload without an algorithm, parts have no checksums that anybody could name.
  if (!chosen) {
    if (claimed.length > 0) throw invalidPart(id, named);
    return;
  }
  const other = claimed.find((algorithm) => algorithm !== chosen);
  if (other) throw wrongAlgorithm(other, part);
  if (checksumType === "COMPOSITE" && claimed.length === 0)
    throw invalidRequest(
      `The upload was created using a ${chosen.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
  if (claimed.length > 0 && named[`Checksum${chosen}`] !== part.checksums[chosen])
    throw invalidPart(id, named);
};

/**
 * @param uploaded in the order of their numbers
 * @throws {AwsError} `InvalidPartOrder`, `InvalidPart`, `EntityTooSmall`
 */
export const chosenParts = (
  upload: Upload,
  uploaded: readonly UploadedPart[],
  named: readonly NamedPart[],
): readonly UploadedPart[] => {
  if (named.length === 0) throw invalidRequest("You must specify at least one part");
  checkOrder(upload.id, named);
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const chosen = named.map((one) => {
    const part = byNumber.get(one.PartNumber);
    if (!part || part.etag !== bareEtag(one.ETag)) throw invalidPart(upload.id, one);
    checkNamedChecksum(upload, part, one);
    return part;
  });
  const small = chosen.slice(0, -1).find(({ size }) => size < smallestPart);
  if (small) throw tooSmall(small);
  return chosen;
};
