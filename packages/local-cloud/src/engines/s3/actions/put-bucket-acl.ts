import type { BucketInput } from "../access/access.ts";
import { checkPutAcl } from "../access/acl.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
export const putBucketAcl: Action<BucketInput> = (context) =>
  bucketOperation(context, "PutBucketAcl", (bucket, input) => {
    checkPutAcl(input, bucket);
    return {};
  });
