import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { checkLifecycle, type LifecycleRule, transitionSizeOf } from "../lifecycle/lifecycle-rule.ts";

interface Input extends BucketInput {
  readonly TransitionDefaultMinimumObjectSize?: string;
  readonly LifecycleConfiguration?: { readonly Rules?: readonly LifecycleRule[] | undefined };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const putBucketLifecycleConfiguration: Action<Input> = (context) =>
  bucketOperation(context, "PutLifecycleConfiguration", ({ name }, input: Input) => {
    const transitionSize = transitionSizeOf(input.TransitionDefaultMinimumObjectSize);
    const lifecycle = checkLifecycle(input.LifecycleConfiguration?.Rules ?? []);
    context.buckets.update(name, { lifecycle, transitionSize });
    return { TransitionDefaultMinimumObjectSize: transitionSize };
  });
