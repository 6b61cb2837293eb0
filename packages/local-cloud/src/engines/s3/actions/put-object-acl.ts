import { type ObjectInput, onExistingObject, requireBucket } from "../access/access.ts";
import { type AclInput, checkPutAcl } from "../access/acl.ts";
import type { Action } from "../context.ts";
import { requireUnmarked } from "../objects/read.ts";

interface Input extends ObjectInput, AclInput {}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export const putObjectAcl: Action<Input> = (context) => ({
  access: (input, call) => onExistingObject(context, "PutObjectAcl", input, call),
  handle: (input, call) => {
    checkPutAcl(input, requireBucket(context, input), call);
    requireUnmarked(context, input, "PUT");
    return {};
  },
});
