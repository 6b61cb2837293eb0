import type { Action } from "../context.ts";
import { text } from "../members.ts";
import { taggedResource } from "../tagged-resource.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export const listTags: Action = (context) => ({
  access: (input) => [{ action: "lambda:ListTags", resources: [text(input, "Resource")] }],
  handle: (input) => ({ Tags: taggedResource(context, input).tags }),
});
