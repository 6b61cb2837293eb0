/** The moment in which the parts of an upload become an object. */
import type { ApiCall } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import {
  type Algorithm,
  algorithms,
  compositeChecksum,
  fullObjectChecksum,
} from "../checksums/algorithms.ts";
import type { ChecksumMembers } from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import { invalidRequest } from "../errors.ts";
import { commitVersion } from "../objects/commit.ts";
import { multipartEtag } from "../objects/etags.ts";
import type { WriteConditions } from "../objects/preconditions.ts";
import type { Checksum, VersionContent } from "../objects/version.ts";
import { chosenParts, type NamedPart } from "./chosen-parts.ts";
import { requireUpload, type UploadInput } from "./require-upload.ts";
import type { Upload, UploadedPart } from "./upload.ts";
import { checksumTypeOf, effectiveChecksum, naturalType } from "./upload-checksum.ts";

export interface CompleteInput extends UploadInput, ChecksumMembers, WriteConditions {
  readonly MultipartUpload?: { readonly Parts?: readonly NamedPart[] | undefined };
  readonly ChecksumType?: string;
  readonly MpuObjectSize?: number;
}

const checksumOf = ({ details }: Upload, parts: readonly UploadedPart[]): Checksum => {
  const { algorithm, type } = effectiveChecksum(details);
  const sums = parts.map(({ checksums, size }) => ({ value: checksums[algorithm] ?? "", size }));
  const value =
    type === "COMPOSITE" ? compositeChecksum(algorithm, sums) : fullObjectChecksum(algorithm, sums);
  return { algorithm, value, type };
};

const givenAlgorithm = (input: ChecksumMembers): Algorithm | undefined =>
  algorithms.find((algorithm) => input[`Checksum${algorithm}`] !== undefined);

/** @returns the type that the client says the whole has */
const claimedType = ({ ChecksumType }: CompleteInput, { details }: Upload): Checksum["type"] | undefined => {
  const type = checksumTypeOf(ChecksumType);
  if (type && type !== details.checksumType)
    throw invalidRequest(
      `The upload was created using the ${details.checksumType ?? "null"} checksum mode. The complete request must use the same checksum mode.`,
    );
  return type;
};

/** What the client says about the checksum of the whole. Where it asked for none, only S3's own counts. */
const checkChecksum = (
  input: CompleteInput,
  { details }: Upload,
  checksum: Checksum,
  type: Checksum["type"] | undefined,
): void => {
  const claimed = givenAlgorithm(input);
  if (!claimed || (!details.checksumAlgorithm && claimed !== checksum.algorithm)) return;
  const sameType = (type ?? naturalType(claimed)) === checksum.type;
  if (!sameType || input[`Checksum${checksum.algorithm}`] !== checksum.value)
    throw new AwsError(
      "BadDigest",
      `The ${checksum.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    );
};

const checkSize = ({ MpuObjectSize }: CompleteInput, size: number): void => {
  if (MpuObjectSize !== undefined && MpuObjectSize !== size)
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${MpuObjectSize} does not match what was computed: ${size}`,
    );
};

const conflict = (Condition: string, Key: string) =>
  new AwsError(
    "ConditionalRequestConflict",
    "The conditional request cannot succeed due to a conflicting operation against this resource.",
    { status: 409, fields: { Condition, Key } },
  );

/**
 * A condition that holds now need not have held since the upload began.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html#conditional-error-response
 */
const checkConflicts = (
  context: S3Context,
  upload: Upload,
  { IfMatch, IfNoneMatch }: WriteConditions,
): void => {
  const { bucket, key, initiatedAt, deletionSeen } = upload;
  if (IfNoneMatch !== undefined && deletionSeen) throw conflict("If-None-Match", key);
  const replacedAt = context.versions.latest(bucket, key)?.modifiedAt ?? 0;
  if (IfMatch !== undefined && replacedAt > initiatedAt) throw conflict("If-Match", key);
};

const contentOf = ({ details }: Upload, parts: readonly UploadedPart[]): VersionContent => {
  let start = 0;
  const segments = parts.map(({ number, size, bodyId, checksums }) => {
    // What nobody asked for is not shown either.
    const checksum = details.checksumAlgorithm && checksums[details.checksumAlgorithm];
    const segment = { number, start, size, body: { id: bodyId }, checksum };
    start += size;
    return segment;
  });
  return { kind: "parts", segments };
};

/** @throws {AwsError} and then the upload is as before */
export const completeUpload = (context: S3Context, input: CompleteInput, call: ApiCall) => {
  const upload = requireUpload(context, input);
  const type = claimedType(input, upload);
  const parts = chosenParts(upload, context.uploads.parts(upload.id), input.MultipartUpload?.Parts ?? []);
  const checksum = checksumOf(upload, parts);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  checkChecksum(input, upload, checksum, type);
  checkSize(input, size);
  const { bucket, key } = upload;
  const draft = {
    bucket,
    key,
    marker: false,
    size,
    etag: multipartEtag(parts.map(({ etag }) => etag)),
    parts: parts.length,
    details: { ...upload.details.object, checksum },
  };
  return commitVersion(context, {
    draft,
    conditions: input,
    event: "ObjectCreated:CompleteMultipartUpload",
    call,
    claim: () => {
      checkConflicts(context, upload, input);
      // The object takes over the bodies of its parts; those of the others go with the upload.
      for (const { bodyId } of parts) context.bodies.share(bodyId);
      context.uploads.end(upload.id);
      return contentOf(upload, parts);
    },
  });
};
