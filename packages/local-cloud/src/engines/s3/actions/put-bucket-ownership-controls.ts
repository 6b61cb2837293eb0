import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import { ownerships } from "../buckets/bucket.ts";
import type { Action } from "../context.ts";

interface Input extends BucketInput {
  readonly OwnershipControls?: {
    readonly Rules?: readonly { readonly ObjectOwnership: string }[] | undefined;
  };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const putBucketOwnershipControls: Action<Input> = (context) =>
  bucketOperation(context, "PutBucketOwnershipControls", ({ name }, { OwnershipControls }: Input) => {
    const [rule, ...others] = OwnershipControls?.Rules ?? [];
    const ownership = ownerships.find((one) => one === rule?.ObjectOwnership);
    if (!ownership || others.length > 0) throw malformedXml();
    context.buckets.update(name, { ownership });
    return {};
  });
