import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export const deleteBucketTagging: Action<BucketInput> = (context) =>
  bucketOperation(context, "PutBucketTagging", ({ name }) => {
    context.buckets.update(name, { tags: undefined });
    return {};
  });
