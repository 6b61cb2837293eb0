import { AwsError } from "../../../gateway/errors.ts";
import type { BucketInput } from "../access/access.ts";
import { bucketOperation } from "../access/operations.ts";
import type { Action } from "../context.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket: Action<BucketInput> = (context) =>
  bucketOperation(context, "DeleteBucket", ({ name, versioning }) => {
    context.transact(() => {
      if (!context.versions.isEmpty(name))
        throw new AwsError(
          "BucketNotEmpty",
          `The bucket you tried to delete is not empty${versioning === undefined ? "" : ". You must delete all versions in the bucket."}`,
          { status: 409, fields: { BucketName: name } },
        );
      for (const { id } of context.uploads.list(name, Buffer.alloc(0), undefined, -1))
        context.uploads.end(id);
      context.buckets.delete(name);
    });
    return {};
  });
