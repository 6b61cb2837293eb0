import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html */
export const deleteBucketEncryption: Action<BucketInput> = (context) =>
  bucketOperation(context, "PutEncryptionConfiguration", ({ name }) => {
    context.buckets.update(name, { encryption: undefined });
    return {};
  });
