import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notConfigured } from "../errors.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export const getBucketTagging: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketTagging", ({ name, tags }) => {
    if (!tags || tags.length === 0) throw notConfigured("NoSuchTagSet", "The TagSet does not exist", name);
    return { TagSet: tags };
  });
