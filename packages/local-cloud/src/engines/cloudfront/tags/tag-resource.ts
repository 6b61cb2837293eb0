import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { TagsDocument } from "../wire/tags.ts";
import { accessToTags, type ResourceInput, saveTags, taggedId, tagMapOf, tagsOf } from "./tags.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_TagResource.html */
export const tagResource = (
  context: CloudFrontContext,
): Operation<ResourceInput & { readonly Tags: TagsDocument }> => ({
  access: accessToTags,
  handle: async (input) => {
    const id = taggedId(context, input);
    saveTags(context, id, { ...tagsOf(context, id), ...tagMapOf(input.Tags) });
    await context.changes.changed();
    return {};
  },
});
