import { type BucketInput, onBucket, requireBucket } from "../access/access.ts";
import type { Action, S3Context } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { itemsOf, lastOf, listPage, positionAfter, prefixesOf } from "../listing/groups.ts";
import { afterKey } from "../listing/key-range.ts";
import { type Encode, encodeAs, given, pageSize } from "../listing/parameters.ts";
import { prefixViews } from "../listing/views.ts";
import { ownerOf } from "../owner.ts";
import type { Upload } from "../uploads/upload.ts";
import { isUploadId } from "../uploads/upload-store.ts";

interface Input extends BucketInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxUploads?: number;
  readonly KeyMarker?: string;
  readonly UploadIdMarker?: string;
  readonly EncodingType?: string;
}

const startOf = ({ KeyMarker, UploadIdMarker, Prefix = "", Delimiter = "" }: Input): Buffer => {
  if (KeyMarker === undefined || KeyMarker === "") return Buffer.alloc(0);
  return given(UploadIdMarker) === undefined
    ? positionAfter(KeyMarker, { prefix: Prefix, delimiter: Delimiter })
    : afterKey(Buffer.from(KeyMarker));
};

/** The rest of the key that the page before ended in. */
const restOfKey = (
  context: S3Context,
  { Bucket, Prefix, KeyMarker, UploadIdMarker }: Input,
): readonly Upload[] =>
  given(KeyMarker) === undefined ||
  given(UploadIdMarker) === undefined ||
  !KeyMarker?.startsWith(Prefix ?? "")
    ? []
    : context.uploads.laterOfKey(Bucket, KeyMarker, UploadIdMarker ?? "");

const viewOf = ({ key, id, initiatedAt, details }: Upload, encode: Encode, owner: string) => ({
  Key: encode(key),
  UploadId: id,
  Initiator: { ID: details.initiator },
  Owner: { ID: owner },
  StorageClass: details.object.StorageClass ?? "STANDARD",
  Initiated: new Date(initiatedAt),
  ChecksumAlgorithm: details.checksumAlgorithm,
  ChecksumType: details.checksumType,
});

/** An upload that is over by now is as good a place to go on from as any; one of another key is none. */
const checkMarker = ({ uploads }: S3Context, { KeyMarker, UploadIdMarker = "" }: Input): void => {
  if (given(KeyMarker) === undefined || UploadIdMarker === "") return;
  const upload = uploads.find(UploadIdMarker);
  if (!isUploadId(UploadIdMarker) || (upload && upload.key !== KeyMarker))
    throw invalidArgument("Invalid uploadId marker", "upload-id-marker", UploadIdMarker);
};

const list = (context: S3Context, input: Input) => {
  const { name } = requireBucket(context, input);
  checkMarker(context, input);
  const { Prefix: prefix = "", Delimiter: delimiter = "", KeyMarker = "", UploadIdMarker = "" } = input;
  const encode = encodeAs(input.EncodingType);
  const limit = pageSize("maxUploads", input.MaxUploads);
  const page = listPage(
    { prefix, delimiter, limit, from: startOf(input) },
    (...range) => context.uploads.list(name, ...range),
    restOfKey(context, input),
  );
  const last = page.entries.at(-1);
  const owner = ownerOf(context.accountId);
  return {
    Bucket: name,
    KeyMarker: encode(KeyMarker),
    UploadIdMarker: KeyMarker === "" ? "" : UploadIdMarker,
    // Unlike other listings this one says with which upload it ended even when nothing follows.
    NextKeyMarker: last?.kind === "item" || page.truncated ? encode(lastOf(page) ?? "") : "",
    NextUploadIdMarker: last?.kind === "item" ? last.item.id : "",
    Prefix: encode(prefix),
    Delimiter: delimiter === "" ? undefined : encode(delimiter),
    MaxUploads: limit,
    IsTruncated: page.truncated,
    EncodingType: input.EncodingType,
    Uploads: itemsOf(page).map((upload) => viewOf(upload, encode, owner)),
    CommonPrefixes: prefixViews(prefixesOf(page), encode),
  };
};

/**
 * The prefix is no condition key here, as it is of listing objects: who may list uploads may list all of a bucket's.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
 */
export const listMultipartUploads: Action<Input> = (context) => ({
  access: (input, call) => [onBucket(context, "ListBucketMultipartUploads", input, call, {})],
  handle: (input) => list(context, input),
});
