import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import { type CorsRule, checkCors } from "../buckets/cors.ts";
import type { Action } from "../context.ts";

interface Input extends BucketInput {
  readonly CORSConfiguration?: { readonly CORSRules?: readonly CorsRule[] | undefined };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const putBucketCors: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketCORS", ({ name }, { CORSConfiguration }: Input) => {
    context.buckets.update(name, { cors: checkCors(CORSConfiguration?.CORSRules ?? []) });
    return {};
  });
