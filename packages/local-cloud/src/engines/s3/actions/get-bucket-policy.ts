import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notConfigured } from "../errors.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketPolicy", ({ name, policy }) => {
    if (policy === undefined)
      throw notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", name);
    return { Policy: policy };
  });
