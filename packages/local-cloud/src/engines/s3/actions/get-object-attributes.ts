import { type ObjectInput, onExistingObject } from "../access/access.ts";
import { checksumMembers } from "../checksums/requested.ts";
import type { Action, S3Context } from "../context.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { shownVersionId } from "../objects/commit.ts";
import { requireVersion } from "../objects/read.ts";
import type { Checksum, Segment, Version } from "../objects/version.ts";
import { refuseUnsupported } from "../objects/write-input.ts";

interface Input extends ObjectInput {
  readonly ObjectAttributes?: readonly string[];
  readonly MaxParts?: number;
  readonly PartNumberMarker?: string;
}

const attributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
const largestPage = 1_000;

const wantedOf = ({ ObjectAttributes }: Input): readonly string[] => {
  if (!ObjectAttributes)
    throw invalidRequest(
      "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty",
    );
  const unknown = ObjectAttributes.find((name) => !attributes.includes(name));
  if (unknown !== undefined)
    throw invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", unknown);
  return ObjectAttributes;
};

/** Without the number of parts, which stands beside it. */
const checksumView = ({ value, ...checksum }: Checksum) =>
  checksumMembers({ ...checksum, value: value.replace(/-\d+$/, "") });

/** Parts are listed one by one only where the checksum of the whole is composed of theirs. */
const partsOf = (version: Version, segments: readonly Segment[], input: Input) => {
  if (version.parts === 0) return undefined;
  const { checksum } = version.details;
  if (checksum?.type !== "COMPOSITE" || segments.some((segment) => segment.checksum === undefined))
    return { TotalPartsCount: version.parts };
  const marker = Number(input.PartNumberMarker ?? 0);
  const limit = Math.min(input.MaxParts ?? largestPage, largestPage);
  const found = segments.filter(({ number }) => number > marker);
  const page = found.slice(0, limit);
  return {
    TotalPartsCount: version.parts,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts: limit,
    IsTruncated: found.length > page.length,
    Parts: page.map(({ number, size, checksum: sum }) => ({
      PartNumber: number,
      Size: size,
      [`Checksum${checksum.algorithm}`]: sum,
    })),
  };
};

const read = (context: S3Context, input: Input) => {
  refuseUnsupported(input);
  const wanted = wantedOf(input);
  const bucket = context.buckets.require(input.Bucket);
  const version = requireVersion(context, input, "GET");
  const { checksum, StorageClass = "STANDARD" } = version.details;
  const all = {
    ETag: version.etag,
    Checksum: checksum && checksumView(checksum),
    ObjectParts: partsOf(version, context.versions.segments(version), input),
    StorageClass,
    ObjectSize: version.size,
  };
  return {
    ...Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))),
    LastModified: new Date(version.modifiedAt),
    VersionId: shownVersionId(bucket, version),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes: Action<Input> = (context) => ({
  access: (input, call) => [
    ...onExistingObject(context, "GetObject", input, call),
    ...onExistingObject(context, "GetObjectAttributes", input, call),
  ],
  handle: (input) => read(context, input),
});
