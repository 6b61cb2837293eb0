import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { checkLifecycle, type LifecycleRule } from "../lifecycle/lifecycle-rule.ts";

interface Input extends BucketInput {
  readonly LifecycleConfiguration?: { readonly Rules?: readonly LifecycleRule[] | undefined };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const putBucketLifecycleConfiguration: Action<Input> = (context) =>
  bucketOperation(context, "PutLifecycleConfiguration", ({ name }, { LifecycleConfiguration }: Input) => {
    context.buckets.update(name, { lifecycle: checkLifecycle(LifecycleConfiguration?.Rules ?? []) });
    return { TransitionDefaultMinimumObjectSize: "all_storage_classes_128K" };
  });
