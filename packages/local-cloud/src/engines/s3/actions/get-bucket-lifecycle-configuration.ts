import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";
import { notConfigured } from "../errors.ts";
import { transitionSizeOf } from "../lifecycle/lifecycle-rule.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export const getBucketLifecycleConfiguration: Action<BucketInput> = (context) =>
  bucketOperation(context, "GetLifecycleConfiguration", ({ name, lifecycle, transitionSize }) => {
    if (!lifecycle)
      throw notConfigured("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", name);
    return { Rules: lifecycle, TransitionDefaultMinimumObjectSize: transitionSizeOf(transitionSize) };
  });
