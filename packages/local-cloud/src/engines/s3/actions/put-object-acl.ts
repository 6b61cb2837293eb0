import { type ObjectInput, onExistingObject, requireBucket } from "../access/access.ts";
import { checkPutAcl } from "../access/acl.ts";
import type { Action } from "../context.ts";
import { requireVersion } from "../objects/read.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export const putObjectAcl: Action<ObjectInput> = (context) => ({
  access: (input, call) => onExistingObject(context, "PutObjectAcl", input, call),
  handle: (input) => {
    checkPutAcl(input, requireBucket(context, input));
    requireVersion(context, input, "PUT");
    return {};
  },
});
