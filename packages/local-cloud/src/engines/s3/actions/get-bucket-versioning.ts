import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export const getBucketVersioning: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketVersioning", ({ versioning }) =>
    versioning === undefined ? {} : { Status: versioning },
  );
