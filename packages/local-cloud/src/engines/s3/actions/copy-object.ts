import type { Access, ApiCall } from "../../../gateway/engine.ts";
import { type BucketInput, onExistingObject, onObject } from "../access/access.ts";
import { requestTagKeys } from "../access/condition-keys.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { checksumMembers } from "../checksums/requested.ts";
import type { Action, S3Context } from "../context.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { expirationHeader } from "../lifecycle/lifecycle-rule.ts";
import { commitVersion, shownVersionId } from "../objects/commit.ts";
import { copyContent } from "../objects/copy-content.ts";
import { type CopySourceInput, readSource, sourceOf, sourceVersionId } from "../objects/copy-source.ts";
import { encryptionMembers } from "../objects/encryption.ts";
import { checkWrite, type WriteConditions } from "../objects/preconditions.ts";
import { largestPut } from "../objects/receive.ts";
import type { ObjectDetails, Version } from "../objects/version.ts";
import { detailsOf, tagsOf, type WriteInput } from "../objects/write-input.ts";

interface Input extends BucketInput, WriteInput, CopySourceInput, WriteConditions {
  readonly MetadataDirective?: string;
  readonly TaggingDirective?: string;
  readonly ChecksumAlgorithm?: string;
}

const isReplaced = (directive: string | undefined, header: string): boolean => {
  if (directive === undefined || directive === "COPY") return false;
  if (directive === "REPLACE") return true;
  throw invalidArgument(
    `Unknown ${header.includes("tagging") ? "tagging" : "metadata"} directive.`,
    header,
    directive,
  );
};

const replacesMetadata = (input: Input) => isReplaced(input.MetadataDirective, "x-amz-metadata-directive");
const replacesTags = (input: Input) => isReplaced(input.TaggingDirective, "x-amz-tagging-directive");

const accessOf = (context: S3Context, input: Input, call: ApiCall): readonly Access[] => {
  const source = sourceOf(input);
  const tags = replacesTags(input) ? tagsOf(input) : undefined;
  const sourceTags = context.versions.latest(source.Bucket, source.Key)?.details.tags;
  const copiesTags = !replacesTags(input) && sourceTags !== undefined && sourceTags.length > 0;
  return [
    ...onExistingObject(context, "GetObject", source, call),
    ...(copiesTags ? onExistingObject(context, "GetObjectTagging", source, call) : []),
    onObject(context, "PutObject", input, call, requestTagKeys(tags)),
    ...(tags || copiesTags ? [onObject(context, "PutObjectTagging", input, call, requestTagKeys(tags))] : []),
  ];
};

/** A copy onto itself must change something, or it would be a mistake; encrypting it again as the bucket says is none. */
const refuseNoChange = (input: Input, source: Version, { encryption }: Bucket): void => {
  const onItself = source.bucket === input.Bucket && source.key === input.Key && source.latest;
  const changes =
    replacesMetadata(input) ||
    input.StorageClass !== undefined ||
    input.WebsiteRedirectLocation !== undefined ||
    input.ServerSideEncryption !== undefined ||
    encryption !== undefined ||
    sourceOf(input).VersionId !== undefined;
  if (onItself && !changes)
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
};

const copiedDetails = (source: Version, own: ObjectDetails, input: Input): ObjectDetails => {
  const {
    checksum: _sum,
    tags,
    StorageClass: _class,
    WebsiteRedirectLocation: _location,
    ...described
  } = source.details;
  const kept = replacesMetadata(input) ? own : { ...described, ...encryptionMembers(own) };
  return {
    ...kept,
    StorageClass: own.StorageClass,
    WebsiteRedirectLocation: own.WebsiteRedirectLocation,
    tags: replacesTags(input) ? own.tags : tags,
  };
};

const copy = async (context: S3Context, input: Input, call: ApiCall) => {
  const { Bucket, Key } = input;
  const target = context.buckets.require(Bucket);
  const source = readSource(context, input);
  // Tags come along only where they are to replace those of the source.
  const { Tagging, ...untagged } = input;
  const own = detailsOf(context, replacesTags(input) ? input : untagged, target);
  refuseNoChange(input, source, target);
  if (source.size > largestPut)
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${largestPut}`,
    );
  checkWrite(Key, () => context.versions.latest(Bucket, Key), input);
  const content = await copyContent(context, source, input.ChecksumAlgorithm);
  const { checksum, etag } = content;
  const details = { ...copiedDetails(source, own, input), checksum };
  const draft = { bucket: Bucket, key: Key, marker: false, size: source.size, etag, parts: 0, details };
  try {
    const { version, bucket } = commitVersion(context, {
      draft,
      conditions: input,
      event: "ObjectCreated:Copy",
      call,
      claim: content.claim,
    });
    return {
      CopyObjectResult: {
        ETag: `"${etag}"`,
        LastModified: new Date(version.modifiedAt),
        ...checksumMembers(checksum),
      },
      CopySourceVersionId: sourceVersionId(source),
      VersionId: shownVersionId(bucket, version),
      Expiration: expirationHeader(bucket.lifecycle, version),
      ...encryptionMembers(details),
    };
  } catch (error) {
    await content.discard();
    throw error;
  }
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: Action<Input> = (context) => ({
  access: (input, call) => accessOf(context, input, call),
  handle: (input, call) => copy(context, input, call),
});
