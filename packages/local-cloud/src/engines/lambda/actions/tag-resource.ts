import type { Action } from "../context.ts";
import { optionalTextMap, text } from "../members.ts";
import { taggedResource } from "../tagged-resource.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export const tagResource: Action = (context) => ({
  access: (input) => [{ action: "lambda:TagResource", resources: [text(input, "Resource")] }],
  handle: (input) => {
    const resource = taggedResource(context, input);
    resource.setTags({ ...resource.tags, ...optionalTextMap(input, "Tags") });
    return {};
  },
});
