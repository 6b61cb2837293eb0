import { findVersion, type ObjectInput, onObject, requireBucket } from "../access/access.ts";
import { existingTagKeys } from "../access/condition-keys.ts";
import type { Action } from "../context.ts";
import { headerNotImplemented } from "../errors.ts";
import { causeOf } from "../objects/commit.ts";
import { checkVersionId } from "../objects/read.ts";
import { refuseBypass, removeObject } from "../objects/remove.ts";

interface Input extends ObjectInput {
  readonly IfMatch?: string;
  readonly IfMatchLastModifiedTime?: string;
  readonly IfMatchSize?: number;
  readonly BypassGovernanceRetention?: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: Action<Input> = (context) => ({
  access: (input, call) => {
    requireBucket(context, input);
    const action = input.VersionId === undefined ? "DeleteObject" : "DeleteObjectVersion";
    const tags = findVersion(context, input)?.details.tags;
    return [onObject(context, action, input, call, existingTagKeys(tags))];
  },
  handle: (input, call) => {
    const { Bucket, Key, VersionId, IfMatch } = input;
    // Only directory buckets have these.
    if (input.IfMatchLastModifiedTime !== undefined)
      throw headerNotImplemented("x-amz-if-match-last-modified-time");
    if (input.IfMatchSize !== undefined) throw headerNotImplemented("x-amz-if-match-size");
    refuseBypass(input.BypassGovernanceRetention);
    checkVersionId(context, input);
    const removal = { bucket: Bucket, key: Key, versionId: VersionId, ifMatch: IfMatch };
    const removed = context.transact(() => removeObject(context, removal, causeOf(call)));
    return { VersionId: removed.versionId, DeleteMarker: removed.marker || undefined };
  },
});
