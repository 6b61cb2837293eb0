import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketLocation", () =>
    // The first region has no name here.
    context.region === "us-east-1" ? {} : { LocationConstraint: context.region },
  );
