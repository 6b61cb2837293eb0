import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html */
export const deletePublicAccessBlock: Action<BucketInput> = (context) =>
  bucketOperation(context, "PutBucketPublicAccessBlock", ({ name }) => {
    context.buckets.update(name, { publicAccessBlock: undefined });
    return {};
  });
