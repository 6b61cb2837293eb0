import type { ApiCall } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import { type BucketInput, onObject, requireBucket } from "../access/access.ts";
import type { Action, S3Context } from "../context.ts";
import { accessDenied, noSuchVersion } from "../errors.ts";
import { causeOf } from "../objects/commit.ts";
import { isVersionId } from "../objects/read.ts";
import { refuseBypass, removeObject } from "../objects/remove.ts";

interface Entry {
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
}

interface Input extends BucketInput {
  readonly Delete?: { readonly Objects?: readonly Entry[] | undefined; readonly Quiet?: boolean | undefined };
  readonly BypassGovernanceRetention?: boolean;
}

const mostObjects = 1_000;

const removeOne = (context: S3Context, { Bucket }: Input, entry: Entry, call: ApiCall) => {
  const { Key, VersionId, ETag } = entry;
  const action = VersionId === undefined ? "DeleteObject" : "DeleteObjectVersion";
  const access = onObject(context, action, { Bucket, Key, VersionId }, call);
  // Without anybody to ask, nobody has said yes.
  if (!call.allows?.(access)) throw accessDenied();
  if (VersionId !== undefined && !isVersionId(context, { Bucket, Key, VersionId }))
    throw noSuchVersion(Key, VersionId);
  // Unlike the removal of one object, this one does not look whether there is any before it tells.
  const removal = { bucket: Bucket, key: Key, versionId: VersionId, ifMatch: ETag, tellsInAnyCase: true };
  const { versionId, marker } = removeObject(context, removal, causeOf(call));
  if (!marker) return { Key, VersionId };
  return { Key, VersionId, DeleteMarker: true, DeleteMarkerVersionId: versionId };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: Action<Input> = (context) => ({
  // Each object needs a permission of its own, and is answered on its own.
  access: (input) => {
    requireBucket(context, input);
    return [];
  },
  handle: (input, call) => {
    refuseBypass(input.BypassGovernanceRetention);
    const entries = input.Delete?.Objects ?? [];
    if (entries.length === 0 || entries.length > mostObjects) throw malformedXml();
    const Deleted: object[] = [];
    const Errors: object[] = [];
    context.transact(() => {
      for (const entry of entries)
        try {
          Deleted.push(removeOne(context, input, entry, call));
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          const { Key, VersionId } = entry;
          Errors.push({ Key, VersionId, Code: error.code, Message: error.message });
        }
    });
    return { Deleted: input.Delete?.Quiet ? [] : Deleted, Errors };
  },
});
