import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { PublicAccessBlock } from "../buckets/bucket.ts";
import type { Action } from "../context.ts";
import { invalidRequest } from "../errors.ts";

interface Input extends BucketInput {
  readonly PublicAccessBlockConfiguration?: { readonly [K in keyof PublicAccessBlock]?: boolean | undefined };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const putPublicAccessBlock: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketPublicAccessBlock", ({ name }, input: Input) => {
    const given = input.PublicAccessBlockConfiguration ?? {};
    if (Object.keys(given).length === 0) throw invalidRequest("Must specify at least one configuration.");
    context.buckets.update(name, {
      publicAccessBlock: {
        BlockPublicAcls: given.BlockPublicAcls ?? false,
        IgnorePublicAcls: given.IgnorePublicAcls ?? false,
        BlockPublicPolicy: given.BlockPublicPolicy ?? false,
        RestrictPublicBuckets: given.RestrictPublicBuckets ?? false,
      },
    });
    return {};
  });
