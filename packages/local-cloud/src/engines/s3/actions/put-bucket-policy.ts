import type { BucketInput } from "../access/access.ts";
import { readBucketPolicy } from "../access/bucket-policy.ts";
import { bucketOperation } from "../access/operations.ts";
import { isPublicPolicy } from "../access/public-policy.ts";
import { bucketArn } from "../buckets/bucket.ts";
import type { Action } from "../context.ts";
import { accessDenied } from "../errors.ts";

interface Input extends BucketInput {
  readonly Policy?: string;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketPolicy", (bucket, { Policy = "" }: Input, { principal }) => {
    const document = readBucketPolicy(Policy, bucket.name);
    if (bucket.publicAccessBlock?.BlockPublicPolicy && isPublicPolicy(document))
      throw accessDenied(
        `User: ${"arn" in principal ? principal.arn : principal.kind} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn(bucket.name)}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      );
    context.buckets.update(bucket.name, { policy: Policy });
    return {};
  });
