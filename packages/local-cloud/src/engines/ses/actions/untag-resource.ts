/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UntagResource.html */
import { sesAction } from "../action.ts";
import { changeTags, onTaggedResource } from "../tagged-resource.ts";

export const untagResource = sesAction("UntagResource", {
  needs: onTaggedResource,
  handle: (read, context) => {
    const gone = new Set(read.texts("TagKeys"));
    changeTags(read, context, (tags) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key))),
    );
    return {};
  },
});
