import { onExistingObject } from "../access/access.ts";
import type { Action } from "../context.ts";
import { type ReadInput, readingOf } from "../objects/read.ts";
import { requireReadable } from "../objects/write-input.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject: Action<ReadInput> = (context) => ({
  access: (input, call) => onExistingObject(context, "GetObject", input, call),
  handle: (input, call) => {
    const { version, members, stretches } = readingOf(context, input, call, "GET");
    requireReadable(version);
    return { ...members, Body: context.bodies.read(stretches) };
  },
});
