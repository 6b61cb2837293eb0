import { onObject } from "../access/access.ts";
import { requestTagKeys } from "../access/condition-keys.ts";
import type { Action } from "../context.ts";
import { type PutInput, putContent } from "../objects/put.ts";
import { tagsOf } from "../objects/write-input.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Action<PutInput> = (context) => ({
  access: (input, call) => {
    const tags = tagsOf(input);
    const keys = requestTagKeys(tags);
    const put = onObject(context, "PutObject", input, call, keys);
    return tags ? [put, onObject(context, "PutObjectTagging", input, call, keys)] : [put];
  },
  handle: (input, call) => putContent(context, input, call, "ObjectCreated:Put"),
});
