/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListTagsForResource.html */
import { sesAction } from "../action.ts";
import { tagsOf } from "../resources.ts";
import { onTaggedResource, taggedResource } from "../tagged-resource.ts";
import { wireTags } from "../tags.ts";

export const listTagsForResource = sesAction("ListTagsForResource", {
  needs: onTaggedResource,
  handle: (read, context) => ({ Tags: wireTags(tagsOf(context, taggedResource(read, context))) }),
});
