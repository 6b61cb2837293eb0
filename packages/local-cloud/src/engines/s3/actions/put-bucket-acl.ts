import type { BucketInput } from "../access/access.ts";
import { type AclInput, checkPutAcl } from "../access/acl.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

interface Input extends BucketInput, AclInput {}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
export const putBucketAcl: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketAcl", (bucket, input: Input, call) => {
    checkPutAcl(input, bucket, call);
    return {};
  });
