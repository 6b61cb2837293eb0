import { type BucketInput, onBucket, requireBucket } from "../access/access.ts";
import type { Action, S3Context } from "../context.ts";
import { itemsOf, lastOf, listPage, positionAfter, prefixesOf } from "../listing/groups.ts";
import { encodeAs, pageSize } from "../listing/parameters.ts";
import { objectView, prefixViews } from "../listing/views.ts";
import { ownerOf } from "../owner.ts";

interface Input extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly Marker?: string;
  readonly EncodingType?: string;
}

const list = (context: S3Context, input: Input) => {
  const { name } = requireBucket(context, input);
  const { Prefix: prefix = "", Delimiter: delimiter = "", Marker = "" } = input;
  const grouping = { prefix, delimiter };
  const encode = encodeAs(input.EncodingType);
  const limit = pageSize("maxKeys", input.MaxKeys);
  const from = Marker === "" ? Buffer.alloc(0) : positionAfter(Marker, grouping);
  const page = listPage({ ...grouping, from, limit }, (...range) => context.listing.objects(name, ...range));
  const last = lastOf(page);
  const owner = ownerOf(context.accountId);
  return {
    Name: name,
    Prefix: encode(prefix),
    Marker: encode(Marker),
    // Without a delimiter clients go on after the last key that they were given.
    NextMarker: page.truncated && delimiter !== "" && last !== undefined ? encode(last) : undefined,
    MaxKeys: limit,
    Delimiter: delimiter === "" ? undefined : encode(delimiter),
    IsTruncated: page.truncated,
    EncodingType: input.EncodingType,
    Contents: itemsOf(page).map((version) => objectView(version, encode, owner)),
    CommonPrefixes: prefixViews(prefixesOf(page), encode),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects: Action<Input> = (context) => ({
  access: (input, call) => [onBucket(context, "ListBucket", input, call)],
  handle: (input) => list(context, input),
});
