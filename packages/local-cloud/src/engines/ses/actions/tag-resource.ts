/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_TagResource.html */
import { sesAction } from "../action.ts";
import { changeTags, onTaggedResource } from "../tagged-resource.ts";
import { requestTagContext, tagsIn } from "../tags.ts";

export const tagResource = sesAction("TagResource", {
  needs: (read, context) => ({
    ...onTaggedResource(read, context),
    conditions: requestTagContext(tagsIn(read)),
  }),
  handle: (read, context) => {
    changeTags(read, context, (tags) => ({ ...tags, ...tagsIn(read) }));
    return {};
  },
});
