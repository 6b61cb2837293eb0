import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { ownerOf } from "../owner.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetBucketAcl", () => ({ Owner: { ID: ownerOf(context.accountId) } }));
