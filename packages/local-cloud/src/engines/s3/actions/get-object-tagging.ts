import { type ObjectInput, onExistingObject } from "../access/access.ts";
import type { Action } from "../context.ts";
import { shownVersionId } from "../objects/commit.ts";
import { requireUnmarked } from "../objects/read.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging: Action<ObjectInput> = (context) => ({
  access: (input, call) => onExistingObject(context, "GetObjectTagging", input, call),
  handle: (input) => {
    const version = requireUnmarked(context, input, "GET");
    const bucket = context.buckets.require(input.Bucket);
    return { TagSet: version.details.tags ?? [], VersionId: shownVersionId(bucket, version) };
  },
});
