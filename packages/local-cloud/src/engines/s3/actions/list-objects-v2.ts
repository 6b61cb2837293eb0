import { type BucketInput, onBucket, requireBucket } from "../access/access.ts";
import type { Action, S3Context } from "../context.ts";
import { positionOf, tokenFor } from "../listing/continuation.ts";
import { itemsOf, lastOf, listPage, positionAfter, prefixesOf } from "../listing/groups.ts";
import { encodeAs, given, pageSize } from "../listing/parameters.ts";
import { objectView, prefixViews } from "../listing/views.ts";
import { ownerOf } from "../owner.ts";

interface Input extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly StartAfter?: string;
  readonly ContinuationToken?: string;
  readonly EncodingType?: string;
  readonly FetchOwner?: boolean;
}

const list = (context: S3Context, input: Input) => {
  const { name } = requireBucket(context, input);
  const { Prefix: prefix = "", Delimiter: delimiter = "", StartAfter, ContinuationToken } = input;
  const grouping = { prefix, delimiter };
  const encode = encodeAs(input.EncodingType);
  const limit = pageSize("maxKeys", input.MaxKeys);
  const start = given(StartAfter) === undefined ? Buffer.alloc(0) : positionAfter(StartAfter ?? "", grouping);
  const from = ContinuationToken === undefined ? start : positionOf(ContinuationToken);
  const page = listPage({ ...grouping, from, limit }, (...range) => context.listing.objects(name, ...range));
  const last = lastOf(page);
  const owner = input.FetchOwner ? ownerOf(context.accountId) : undefined;
  return {
    Name: name,
    Prefix: encode(prefix),
    ContinuationToken,
    NextContinuationToken:
      page.truncated && last !== undefined ? tokenFor(positionAfter(last, grouping)) : undefined,
    // A token says where it goes on, whatever the listing began after.
    StartAfter: StartAfter === undefined || ContinuationToken !== undefined ? undefined : encode(StartAfter),
    KeyCount: page.entries.length,
    MaxKeys: limit,
    Delimiter: delimiter === "" ? undefined : encode(delimiter),
    IsTruncated: page.truncated,
    EncodingType: input.EncodingType,
    Contents: itemsOf(page).map((version) => objectView(version, encode, owner)),
    CommonPrefixes: prefixViews(prefixesOf(page), encode),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: Action<Input> = (context) => ({
  access: (input, call) => [onBucket(context, "ListBucket", input, call)],
  handle: (input) => list(context, input),
});
