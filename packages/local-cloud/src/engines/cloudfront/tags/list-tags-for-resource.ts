import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import type { TagsDocument } from "../wire/tags.ts";
import { accessToTags, type ResourceInput, taggedId, tagsOf } from "./tags.ts";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (context: CloudFrontContext): Operation<ResourceInput> => ({
  access: accessToTags,
  handle: (input) => {
    const own = Object.entries(tagsOf(context, taggedId(context, input)));
    const Tags: TagsDocument = { Items: own.map(([Key, Value]) => ({ Key, Value })) };
    return { Tags };
  },
});
