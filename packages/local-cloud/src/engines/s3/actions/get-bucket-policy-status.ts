import type { BucketInput } from "../access/access.ts";
import { isPublic } from "../access/bucket-policy.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notConfigured } from "../errors.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export const getBucketPolicyStatus: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketPolicyStatus", (bucket) => {
    if (bucket.policy === undefined)
      throw notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", bucket.name);
    return { PolicyStatus: { IsPublic: isPublic(bucket) } };
  });
