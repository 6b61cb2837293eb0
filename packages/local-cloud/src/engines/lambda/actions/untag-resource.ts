import type { Action } from "../context.ts";
import { optionalTexts, text } from "../members.ts";
import { taggedResource } from "../tagged-resource.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export const untagResource: Action = (context) => ({
  access: (input) => [{ action: "lambda:UntagResource", resources: [text(input, "Resource")] }],
  handle: (input) => {
    const resource = taggedResource(context, input);
    const removed = new Set(optionalTexts(input, "TagKeys") ?? []);
    resource.setTags(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !removed.has(key))));
    return {};
  },
});
