/** The two forms that most actions have. */
import type { ApiCall, Operation } from "../../../gateway/engine.ts";
import type { Bucket } from "../buckets/bucket.ts";
import type { S3Context } from "../context.ts";
import { type BucketInput, onBucket, requireBucket } from "./access.ts";

type Answer = object | Promise<object>;

/** An action on a bucket that needs one permission. */
export const bucketOperation = <Input extends BucketInput>(
  context: S3Context,
  action: string,
  handle: (bucket: Bucket, input: Input, call: ApiCall) => Answer,
): Operation<Input> => ({
  access: (input, call) => [onBucket(context, action, input, call)],
  handle: (input, call) => handle(requireBucket(context, input), input, call),
});
