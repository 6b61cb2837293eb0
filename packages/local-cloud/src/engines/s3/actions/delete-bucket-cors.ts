import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
export const deleteBucketCors: Action<BucketInput> = (context) =>
  bucketOperation(context, "PutBucketCORS", ({ name }) => {
    context.buckets.update(name, { cors: undefined });
    return {};
  });
