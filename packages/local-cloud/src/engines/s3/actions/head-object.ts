import { onExistingObject } from "../access/access.ts";
import type { Action } from "../context.ts";
import { type ReadInput, readingOf } from "../objects/read.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject: Action<ReadInput> = (context) => ({
  access: (input, call) => onExistingObject(context, "GetObject", input, call),
  handle: (input, call) => readingOf(context, input, call, "HEAD").members,
});
