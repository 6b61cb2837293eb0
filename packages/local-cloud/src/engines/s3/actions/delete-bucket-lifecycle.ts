import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html */
export const deleteBucketLifecycle: Action<BucketInput> = (context) =>
  bucketOperation(context, "PutLifecycleConfiguration", ({ name }) => {
    context.buckets.update(name, { lifecycle: undefined });
    return {};
  });
