/** What lifecycle rules end: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html */
import type { Principal } from "../../../iam/principal.ts";
import { type Bucket, bucketArn } from "../buckets/bucket.ts";
import type { S3Context } from "../context.ts";
import { afterKey } from "../listing/key-range.ts";
import type { Cause } from "../notifications/event.ts";
import { removeObject } from "../objects/remove.ts";
import type { Version } from "../objects/version.ts";
import type { Upload } from "../uploads/upload.ts";
import { appliesTo, dueAfterDays, expiryOf, type LifecycleRule, prefixOf } from "./lifecycle-rule.ts";

const pageSize = 1_000;

interface Visit {
  readonly rules: readonly LifecycleRule[];
  readonly now: number;
}

const isDue = (at: number | undefined, now: number): boolean => at !== undefined && at <= now;

/** A delete marker with nothing behind it hides nothing. */
const isIdleMarker = (versions: readonly Version[], rule: LifecycleRule, now: number): boolean => {
  const [marker, ...others] = versions;
  if (!marker?.marker || others.length > 0) return false;
  return rule.Expiration?.ExpiredObjectDeleteMarker === true || isDue(expiryOf(rule, marker), now);
};

/**
 * Versions of one key that are to go.
 *
 * @param versions of one key, newest first
 */
const outdated = (versions: readonly Version[], { rules, now }: Visit): readonly Version[] =>
  versions.filter((version, index) => {
    const replacedBy = versions[index - 1];
    return rules.some((rule) => {
      if (!appliesTo(rule, version)) return false;
      if (!replacedBy) return version.marker && isIdleMarker(versions, rule, now);
      const { NoncurrentDays, NewerNoncurrentVersions = 0 } = rule.NoncurrentVersionExpiration ?? {};
      if (NoncurrentDays === undefined || index - 1 < NewerNoncurrentVersions) return false;
      return isDue(dueAfterDays(replacedBy.modifiedAt, NoncurrentDays), now);
    });
  });

const isExpired = (version: Version, { rules, now }: Visit): boolean =>
  !version.marker && rules.some((rule) => appliesTo(rule, version) && isDue(expiryOf(rule, version), now));

const isAbandoned = (upload: Upload, { rules, now }: Visit): boolean =>
  rules.some((rule) => {
    const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
    if (days === undefined || rule.Status !== "Enabled" || !upload.key.startsWith(prefixOf(rule)))
      return false;
    return isDue(dueAfterDays(upload.initiatedAt, days), now);
  });

const causeOf = (bucket: Bucket, sourceAccount: string): Cause => {
  const sourceArn = bucketArn(bucket.name);
  const principal: Principal = { kind: "service", service: "s3.amazonaws.com", sourceArn, sourceAccount };
  return { principal, requestId: "" };
};

const sweepKey = (context: S3Context, bucket: Bucket, versions: readonly Version[], visit: Visit): void => {
  const [current] = versions;
  if (!current) return;
  const gone = outdated(versions, visit);
  const expired = isExpired(current, visit);
  if (gone.length === 0 && !expired) return;
  const { name } = bucket;
  const cause = causeOf(bucket, context.accountId);
  context.transact(() => {
    for (const { key, versionId } of gone)
      removeObject(context, { bucket: name, key, versionId }, cause, "LifecycleExpiration");
    if (expired) removeObject(context, { bucket: name, key: current.key }, cause, "LifecycleExpiration");
  });
};

/** One page of keys at a time, with a rest in between, so that calls are answered meanwhile. */
export async function* sweepBucket(context: S3Context, bucket: Bucket): AsyncGenerator<void, void> {
  const rules = bucket.lifecycle ?? [];
  if (!rules.some(({ Status }) => Status === "Enabled")) return;
  const visit = { rules, now: context.clock() };
  for (let from: Buffer = Buffer.alloc(0); ; ) {
    const page = context.listing.versions(bucket.name, from, undefined, pageSize);
    for (const versions of Map.groupBy(page, ({ key }) => key).values())
      sweepKey(context, bucket, versions, visit);
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    from = afterKey(Buffer.from(last.key));
    yield;
  }
  for (const upload of context.uploads.list(bucket.name, Buffer.alloc(0), undefined, -1))
    if (isAbandoned(upload, visit)) context.transact(() => context.uploads.end(upload.id));
}
