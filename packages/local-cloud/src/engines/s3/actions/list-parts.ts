import { onObject } from "../access/access.ts";
import type { Action, S3Context } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { pageSize } from "../listing/parameters.ts";
import { ownerOf } from "../owner.ts";
import { requireUpload, type UploadInput } from "../uploads/require-upload.ts";
import type { UploadDetails, UploadedPart } from "../uploads/upload.ts";

interface Input extends UploadInput {
  readonly MaxParts?: number;
  readonly PartNumberMarker?: string;
}

const markerOf = (text: string | undefined): number => {
  if (text === undefined || text === "") return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalidArgument(
    "Provided part-number-marker not an integer or within integer range",
    "part-number-marker",
    text,
  );
};

const viewOf = ({ number, modifiedAt, etag, size, checksums }: UploadedPart, details: UploadDetails) => ({
  PartNumber: number,
  LastModified: new Date(modifiedAt),
  ETag: `"${etag}"`,
  Size: size,
  ...(details.checksumAlgorithm
    ? { [`Checksum${details.checksumAlgorithm}`]: checksums[details.checksumAlgorithm] }
    : {}),
});

const list = (context: S3Context, input: Input) => {
  const upload = requireUpload(context, input);
  const { details } = upload;
  const limit = pageSize("max-parts", input.MaxParts);
  const marker = markerOf(input.PartNumberMarker);
  const found = context.uploads.parts(upload.id, marker, limit + 1);
  const page = found.slice(0, limit);
  return {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.id,
    Initiator: { ID: details.initiator },
    Owner: { ID: ownerOf(context.accountId) },
    StorageClass: details.object.StorageClass ?? "STANDARD",
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts: limit,
    IsTruncated: limit > 0 && found.length > page.length,
    ChecksumAlgorithm: details.checksumAlgorithm,
    ChecksumType: details.checksumType,
    Parts: page.map((part) => viewOf(part, details)),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts: Action<Input> = (context) => ({
  access: (input, call) => [onObject(context, "ListMultipartUploadParts", input, call)],
  handle: (input) => list(context, input),
});
