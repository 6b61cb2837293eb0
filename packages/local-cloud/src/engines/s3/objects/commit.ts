/** The moment in which a write becomes visible. */
import type { ApiCall } from "../../../gateway/engine.ts";
import type { BodyDraft } from "../bodies/body-writer.ts";
import type { Bucket } from "../buckets/bucket.ts";
import type { S3Context } from "../context.ts";
import type { Cause } from "../notifications/event.ts";
import { checkWrite, type WriteConditions } from "./preconditions.ts";
import type { Version, VersionContent } from "./version.ts";
import type { VersionDraft } from "./version-store.ts";

export interface Commit {
  readonly draft: VersionDraft;
  readonly conditions: WriteConditions;
  /** Without its prefix, `ObjectCreated:Put`. */
  readonly event: string;
  readonly call: ApiCall;
  /** Gives the content an owner, within the transaction. */
  readonly claim: () => VersionContent;
}

export const causeOf = ({ principal, requestId }: ApiCall): Cause => ({ principal, requestId });

/** As answers show it: not at all before versioning was ever enabled. */
export const shownVersionId = (bucket: Bucket, { versionId }: Version): string | undefined =>
  bucket.versioning === undefined ? undefined : versionId;

/** As a put says it: the version `null` is nobody's to remember. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putVersionId = (bucket: Bucket, { versionId }: Version): string | undefined =>
  bucket.versioning === "Enabled" ? versionId : undefined;

/** Content in one piece gets its owner; what is small goes into the row of its version. */
export const claimWhole = ({ bodies }: S3Context, draft: BodyDraft): VersionContent => ({
  kind: "whole",
  body: draft.bytes ? { bytes: draft.bytes } : { id: bodies.keep(draft) },
});

/**
 * Adds a version, and the notifications of it, at once.
 *
 * @throws {AwsError} when the bucket is gone, or a condition does not hold at this moment
 */
export const commitVersion = (
  context: S3Context,
  { draft, conditions, event, call, claim }: Commit,
): { readonly version: Version; readonly bucket: Bucket } =>
  context.transact(() => {
    const bucket = context.buckets.require(draft.bucket);
    checkWrite(draft.key, () => context.versions.latest(draft.bucket, draft.key), conditions);
    const versioned = bucket.versioning === "Enabled";
    const version = context.versions.add(draft, claim(), versioned, context.clock());
    context.outbox.add(
      bucket,
      {
        event,
        bucket: bucket.name,
        key: draft.key,
        seq: version.seq,
        size: draft.size,
        etag: draft.etag,
        versionId: shownVersionId(bucket, version),
      },
      causeOf(call),
    );
    return { version, bucket };
  });
