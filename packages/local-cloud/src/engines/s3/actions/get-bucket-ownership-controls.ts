import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notConfigured } from "../errors.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export const getBucketOwnershipControls: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketOwnershipControls", ({ name, ownership }) => {
    if (ownership === undefined)
      throw notConfigured(
        "OwnershipControlsNotFoundError",
        "The bucket ownership controls were not found",
        name,
      );
    return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } };
  });
