import { type ObjectInput, onExistingObject } from "../access/access.ts";
import type { Action } from "../context.ts";
import { shownVersionId } from "../objects/commit.ts";
import { requireVersion } from "../objects/read.ts";
import { ownerOf } from "../owner.ts";

/**
 * The owner of the bucket owns all that is in it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html
 */
export const getObjectAcl: Action<ObjectInput> = (context) => ({
  access: (input, call) => onExistingObject(context, "GetObjectAcl", input, call),
  handle: (input) => {
    const version = requireVersion(context, input, "GET");
    const VersionId = shownVersionId(context.buckets.require(input.Bucket), version);
    return { Owner: { ID: ownerOf(context.accountId) }, VersionId };
  },
});
