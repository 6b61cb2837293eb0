import { onObject } from "../access/access.ts";
import type { Action } from "../context.ts";
import { requireUpload, type UploadInput } from "../uploads/require-upload.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload: Action<UploadInput> = (context) => ({
  access: (input, call) => [onObject(context, "AbortMultipartUpload", input, call)],
  handle: (input) => {
    context.transact(() => context.uploads.end(requireUpload(context, input).id));
    return {};
  },
});
