import { type ObjectInput, onExistingObject } from "../access/access.ts";
import type { Action } from "../context.ts";
import { changeTags } from "../objects/change-tags.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export const deleteObjectTagging: Action<ObjectInput> = (context) => ({
  access: (input, call) => onExistingObject(context, "DeleteObjectTagging", input, call),
  handle: (input, call) => changeTags(context, input, undefined, call),
});
