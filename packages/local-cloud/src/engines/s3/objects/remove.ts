/** Removes objects: for good, or behind a delete marker. */
import type { S3Context } from "../context.ts";
import { invalidArgument, preconditionFailed } from "../errors.ts";
import type { Cause } from "../notifications/event.ts";
import { shownVersionId } from "./commit.ts";
import { emptyEtag } from "./etags.ts";
import { bareEtag } from "./preconditions.ts";

export interface Removal {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  /** Of what is to be removed. */
  readonly ifMatch?: string | undefined;
  /** Tells of a key, too, that is not there. */
  readonly tellsInAnyCase?: boolean;
}

export interface Removed {
  /** The marker that was made, or the version that is gone. */
  readonly versionId: string | undefined;
  readonly marker: boolean;
}

/** `ObjectRemoved` when a client did it, `LifecycleExpiration` when a rule did. */
export type RemovalEvent = "ObjectRemoved" | "LifecycleExpiration";

const checkMatch = (etag: string | undefined, ifMatch: string | undefined): void => {
  if (ifMatch === undefined) return;
  const matches = etag !== undefined && (ifMatch.trim() === "*" || bareEtag(ifMatch) === etag);
  if (!matches) throw preconditionFailed("If-Match");
};

/** No bucket here has Object Lock. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export const refuseBypass = (bypass: boolean | undefined): void => {
  if (bypass !== undefined)
    throw invalidArgument(
      "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
      "x-amz-bypass-governance-retention",
    );
};

/**
 * Belongs into a transaction. That something is not there is no error.
 *
 * @throws {AwsError} `PreconditionFailed`
 */
export const removeObject = (
  context: S3Context,
  { bucket: name, key, versionId, ifMatch, tellsInAnyCase = false }: Removal,
  cause: Cause,
  event: RemovalEvent = "ObjectRemoved",
): Removed => {
  const bucket = context.buckets.require(name);
  const latest = context.versions.latest(name, key);
  const target = versionId === undefined ? latest : context.versions.find(name, key, versionId);
  checkMatch(target?.marker ? undefined : target?.etag, ifMatch);
  context.uploads.markDeletion(name, key);

  if (versionId !== undefined || bucket.versioning === undefined) {
    if (!target && (versionId !== undefined || !tellsInAnyCase)) return { versionId, marker: false };
    if (target) context.versions.remove(target);
    const shown = target && shownVersionId(bucket, target);
    const seq = context.versions.nextSeq();
    context.outbox.add(bucket, { event: `${event}:Delete`, bucket: name, key, seq, versionId: shown }, cause);
    return { versionId: versionId ?? shown, marker: target?.marker ?? false };
  }

  const versioned = bucket.versioning === "Enabled";
  const draft = { bucket: name, key, marker: true, size: 0, etag: "", parts: 0, details: {} };
  const marker = context.versions.add(draft, { kind: "none" }, versioned, context.clock());
  const change = { bucket: name, key, seq: marker.seq, versionId: marker.versionId, etag: emptyEtag };
  context.outbox.add(bucket, { event: `${event}:DeleteMarkerCreated`, ...change }, cause);
  return { versionId: marker.versionId, marker: true };
};
