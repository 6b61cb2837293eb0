/** `x-amz-copy-source`: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
import type { ObjectInput } from "../access/access.ts";
import type { S3Context } from "../context.ts";
import { invalidArgument, invalidRequest, noSuchKey, preconditionFailed } from "../errors.ts";
import { judgeRead } from "./preconditions.ts";
import { requireVersion } from "./read.ts";
import type { Version } from "./version.ts";
import { requireReadable } from "./write-input.ts";

export interface CopySourceInput {
  readonly CopySource?: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
  readonly CopySourceIfMatch?: string;
  readonly CopySourceIfNoneMatch?: string;
  readonly CopySourceIfModifiedSince?: Date;
  readonly CopySourceIfUnmodifiedSince?: Date;
}

const malformed = () =>
  invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");

/** `/bucket/key?versionId=...`, encoded once; some clients write a space as `+`. */
export const sourceOf = ({ CopySource = "", ExpectedSourceBucketOwner }: CopySourceInput): ObjectInput => {
  const [path = "", query] = CopySource.split(/\?versionId=/, 2);
  let decoded: string;
  let versionId: string | undefined;
  try {
    decoded = decodeURIComponent(path.replaceAll("+", " ")).replace(/^\//, "");
    versionId = query === undefined ? undefined : decodeURIComponent(query);
  } catch {
    throw malformed();
  }
  const slash = decoded.indexOf("/");
  const [Bucket, Key] = [decoded.slice(0, slash), decoded.slice(slash + 1)];
  if (slash <= 0 || Key === "") throw malformed();
  return {
    Bucket,
    Key,
    ...(versionId === undefined ? {} : { VersionId: versionId }),
    ...(ExpectedSourceBucketOwner === undefined ? {} : { ExpectedBucketOwner: ExpectedSourceBucketOwner }),
  };
};

/** As answers show it: where there never was another one, it has no name. */
export const sourceVersionId = ({ versionId }: Version): string | undefined =>
  versionId === "null" ? undefined : versionId;

/** @throws {AwsError} when the source is not there, or a condition on it does not hold */
export const readSource = (context: S3Context, input: CopySourceInput): Version => {
  const source = sourceOf(input);
  const latest = context.versions.latest(source.Bucket, source.Key);
  if (source.VersionId === undefined && latest?.marker) throw noSuchKey(source.Key);
  if (
    source.VersionId !== undefined &&
    context.versions.find(source.Bucket, source.Key, source.VersionId)?.marker
  )
    throw invalidRequest(
      "The source of a copy request may not specifically refer to a delete marker by version id.",
    );
  const version = requireVersion(context, source, "GET");
  requireReadable(version);
  const verdict = judgeRead(
    version,
    {
      ifMatch: input.CopySourceIfMatch,
      ifNoneMatch: input.CopySourceIfNoneMatch,
      ifModifiedSince: input.CopySourceIfModifiedSince,
      ifUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    context.clock(),
  );
  if (verdict === "not-modified") {
    const named = input.CopySourceIfNoneMatch === undefined ? "Modified-Since" : "None-Match";
    throw preconditionFailed(`x-amz-copy-source-If-${named}`);
  }
  if (verdict !== "go") throw preconditionFailed(`x-amz-copy-source-${verdict.failed}`);
  return version;
};
