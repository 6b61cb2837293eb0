import type { ApiCall } from "../../../gateway/engine.ts";
import type { ObjectInput } from "../access/access.ts";
import type { S3Context } from "../context.ts";
import type { Tag } from "../tag.ts";
import { causeOf, shownVersionId } from "./commit.ts";
import { requireUnmarked } from "./read.ts";

/**
 * Gives an object other tags, or none. The object is otherwise as before.
 *
 * @throws {AwsError} when it is not there
 */
export const changeTags = (
  context: S3Context,
  input: ObjectInput,
  tags: readonly Tag[] | undefined,
  call: ApiCall,
): { readonly VersionId: string | undefined } =>
  context.transact(() => {
    const bucket = context.buckets.require(input.Bucket);
    const version = requireUnmarked(context, input, tags ? "PUT" : "DELETE");
    context.versions.setDetails(version, { ...version.details, tags });
    const VersionId = shownVersionId(bucket, version);
    const { key, etag } = version;
    const event = `ObjectTagging:${tags ? "Put" : "Delete"}`;
    const seq = context.versions.nextSeq();
    context.outbox.add(
      bucket,
      { event, bucket: bucket.name, key, seq, etag, versionId: VersionId },
      causeOf(call),
    );
    return { VersionId };
  });
