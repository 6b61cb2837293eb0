import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy: Action<BucketInput> = (context) =>
  bucketOperation(context, "DeleteBucketPolicy", ({ name }) => {
    context.buckets.update(name, { policy: undefined });
    return {};
  });
