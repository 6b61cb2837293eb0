import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { TagKeysDocument } from "../wire/tags.ts";
import { accessToTags, type ResourceInput, saveTags, taggedId, tagsOf } from "./tags.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UntagResource.html */
export const untagResource = (
  context: CloudFrontContext,
): Operation<ResourceInput & { readonly TagKeys: TagKeysDocument }> => ({
  access: accessToTags,
  handle: async (input) => {
    const id = taggedId(context, input);
    const { Items: removed = [] } = input.TagKeys;
    const kept = Object.entries(tagsOf(context, id)).filter(([key]) => !removed.includes(key));
    saveTags(context, id, Object.fromEntries(kept));
    await context.changes.changed();
    return {};
  },
});
