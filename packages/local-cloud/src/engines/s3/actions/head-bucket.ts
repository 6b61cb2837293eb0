import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import { bucketArn } from "../buckets/bucket.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket: Action<BucketInput> = (context) =>
  bucketOperation(context, "ListBucket", ({ name }) => ({
    BucketRegion: context.region,
    BucketArn: bucketArn(name),
    AccessPointAlias: false,
    ContentType: "application/xml",
  }));
