import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notConfigured } from "../errors.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export const getPublicAccessBlock: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketPublicAccessBlock", ({ name, publicAccessBlock }) => {
    if (!publicAccessBlock)
      throw notConfigured(
        "NoSuchPublicAccessBlockConfiguration",
        "The public access block configuration was not found",
        name,
      );
    return { PublicAccessBlockConfiguration: publicAccessBlock };
  });
