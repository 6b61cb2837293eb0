import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html */
export const deleteBucketOwnershipControls: Action<BucketInput> = (context) =>
  bucketOperation(context, "PutBucketOwnershipControls", ({ name }) => {
    context.buckets.update(name, { ownership: undefined });
    return {};
  });
