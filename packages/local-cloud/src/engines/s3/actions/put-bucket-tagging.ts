import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { bucketTags } from "../objects/tags.ts";
import type { Tag } from "../tag.ts";

interface Input extends BucketInput {
  readonly Tagging?: { readonly TagSet?: readonly Tag[] | undefined };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const putBucketTagging: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketTagging", ({ name }, { Tagging }: Input) => {
    context.buckets.update(name, { tags: bucketTags(Tagging?.TagSet ?? []) });
    return {};
  });
