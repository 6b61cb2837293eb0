import { type ObjectInput, onExistingObject } from "../access/access.ts";
import { requestTagKeys } from "../access/condition-keys.ts";
import type { Action } from "../context.ts";
import { changeTags } from "../objects/change-tags.ts";
import { objectTags } from "../objects/tags.ts";
import type { Tag } from "../tag.ts";

interface Input extends ObjectInput {
  readonly Tagging?: { readonly TagSet?: readonly Tag[] | undefined };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging: Action<Input> = (context) => ({
  access: (input, call) =>
    onExistingObject(context, "PutObjectTagging", input, call, requestTagKeys(input.Tagging?.TagSet)),
  handle: (input, call) => changeTags(context, input, objectTags(input.Tagging?.TagSet ?? []), call),
});
