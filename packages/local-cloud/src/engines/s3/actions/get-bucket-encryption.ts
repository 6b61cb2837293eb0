import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import { standardEncryption } from "../buckets/bucket.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html */
export const getBucketEncryption: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetEncryptionConfiguration", ({ encryption }) => ({
    ServerSideEncryptionConfiguration: { Rules: encryption ?? standardEncryption },
  }));
