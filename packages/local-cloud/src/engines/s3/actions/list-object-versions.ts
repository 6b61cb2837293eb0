import { type BucketInput, onBucket, requireBucket } from "../access/access.ts";
import type { Action, S3Context } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { itemsOf, lastOf, listPage, positionAfter, prefixesOf } from "../listing/groups.ts";
import { afterKey } from "../listing/key-range.ts";
import { encodeAs, pageSize } from "../listing/parameters.ts";
import { markerView, prefixViews, versionView } from "../listing/views.ts";
import { checkVersionId } from "../objects/read.ts";
import type { Version } from "../objects/version.ts";
import { placeOfVersionId } from "../objects/version-id.ts";
import { ownerOf } from "../owner.ts";

interface Input extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
  readonly EncodingType?: string;
}

const checkMarkers = (context: S3Context, { Bucket, KeyMarker = "", VersionIdMarker }: Input): void => {
  if (VersionIdMarker === undefined) return;
  if (VersionIdMarker === "")
    throw invalidArgument("A version-id marker cannot be empty.", "version-id-marker", "");
  if (KeyMarker === "")
    throw invalidArgument(
      "A version-id marker cannot be specified without a key marker.",
      "version-id-marker",
      VersionIdMarker,
    );
  checkVersionId(context, { Bucket, Key: KeyMarker, VersionId: VersionIdMarker });
};

/** The rest of the key that the page before ended in, also when that version is gone by now. */
const restOfKey = (
  context: S3Context,
  { Bucket, Prefix, KeyMarker, VersionIdMarker }: Input,
): readonly Version[] => {
  if (KeyMarker === undefined || VersionIdMarker === undefined || !KeyMarker.startsWith(Prefix ?? ""))
    return [];
  const place =
    context.versions.find(Bucket, KeyMarker, VersionIdMarker)?.place ?? placeOfVersionId(VersionIdMarker);
  return place === undefined ? [] : context.listing.olderVersions(Bucket, Buffer.from(KeyMarker), place, -1);
};

const startOf = ({ KeyMarker, VersionIdMarker, Prefix = "", Delimiter = "" }: Input): Buffer => {
  if (KeyMarker === undefined || KeyMarker === "") return Buffer.alloc(0);
  return VersionIdMarker === undefined
    ? positionAfter(KeyMarker, { prefix: Prefix, delimiter: Delimiter })
    : afterKey(Buffer.from(KeyMarker));
};

const list = (context: S3Context, input: Input) => {
  const { name } = requireBucket(context, input);
  checkMarkers(context, input);
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker = "", VersionIdMarker = "" } = input;
  const encode = encodeAs(input.EncodingType);
  const limit = pageSize("maxKeys", input.MaxKeys);
  const page = listPage(
    { prefix, delimiter, limit, from: startOf(input) },
    (...range) => context.listing.versions(name, ...range),
    restOfKey(context, input),
  );
  const items = itemsOf(page);
  const last = page.entries.at(-1);
  const next = page.truncated ? lastOf(page) : undefined;
  const owner = ownerOf(context.accountId);
  return {
    Name: name,
    Prefix: encode(prefix),
    KeyMarker: encode(KeyMarker),
    VersionIdMarker,
    NextKeyMarker: next === undefined ? undefined : encode(next),
    NextVersionIdMarker: page.truncated && last?.kind === "item" ? last.item.versionId : undefined,
    MaxKeys: limit,
    Delimiter: delimiter === "" ? undefined : encode(delimiter),
    IsTruncated: page.truncated,
    EncodingType: input.EncodingType,
    Versions: items.filter(({ marker }) => !marker).map((one) => versionView(one, encode, owner)),
    DeleteMarkers: items.filter(({ marker }) => marker).map((one) => markerView(one, encode, owner)),
    CommonPrefixes: prefixViews(prefixesOf(page), encode),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions: Action<Input> = (context) => ({
  access: (input, call) => [onBucket(context, "ListBucketVersions", input, call)],
  handle: (input) => list(context, input),
});
