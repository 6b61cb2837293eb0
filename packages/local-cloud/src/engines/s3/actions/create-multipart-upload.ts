import { type BucketInput, onObject } from "../access/access.ts";
import { requestTagKeys } from "../access/condition-keys.ts";
import type { Action } from "../context.ts";
import { encryptionMembers } from "../objects/encryption.ts";
import { detailsOf, tagsOf, type WriteInput } from "../objects/write-input.ts";
import { initiatorOf } from "../owner.ts";
import { chosenChecksum } from "../uploads/upload-checksum.ts";

interface Input extends BucketInput, WriteInput {
  readonly ChecksumAlgorithm?: string;
  readonly ChecksumType?: string;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload: Action<Input> = (context) => ({
  access: (input, call) => {
    const tags = tagsOf(input);
    const keys = requestTagKeys(tags);
    const put = onObject(context, "PutObject", input, call, keys);
    return tags ? [put, onObject(context, "PutObjectTagging", input, call, keys)] : [put];
  },
  handle: (input, { principal }) => {
    const { Bucket, Key } = input;
    const object = detailsOf(context, input, context.buckets.require(Bucket));
    const checksum = chosenChecksum(input.ChecksumAlgorithm, input.ChecksumType);
    const details = { object, ...checksum, initiator: initiatorOf(principal, context.accountId) };
    const { id } = context.uploads.begin(Bucket, Key, details, context.clock());
    return {
      Bucket,
      Key,
      UploadId: id,
      ChecksumAlgorithm: checksum.checksumAlgorithm,
      ChecksumType: checksum.checksumType,
      ...encryptionMembers(object),
    };
  },
});
