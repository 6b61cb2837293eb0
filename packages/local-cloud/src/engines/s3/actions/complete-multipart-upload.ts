import type { ApiCall } from "../../../gateway/engine.ts";
import { onObject } from "../access/access.ts";
import { checksumMembers } from "../checksums/requested.ts";
import type { Action, S3Context } from "../context.ts";
import { expirationHeader } from "../lifecycle/lifecycle-rule.ts";
import { shownVersionId } from "../objects/commit.ts";
import { encryptionMembers } from "../objects/encryption.ts";
import { locationOf } from "../objects/location.ts";
import { type CompleteInput, completeUpload } from "../uploads/complete.ts";

const complete = (context: S3Context, input: CompleteInput, call: ApiCall) => {
  const { version, bucket } = completeUpload(context, input, call);
  const { checksum, ...described } = version.details;
  return {
    Location: locationOf(context.endpoint(), version.bucket, version.key),
    Bucket: version.bucket,
    Key: version.key,
    ETag: `"${version.etag}"`,
    ...(checksum ? checksumMembers(checksum) : {}),
    ...encryptionMembers(described),
    VersionId: shownVersionId(bucket, version),
    Expiration: expirationHeader(bucket.lifecycle, version),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload: Action<CompleteInput> = (context) => ({
  access: (input, call) => [onObject(context, "PutObject", input, call)],
  handle: (input, call) => complete(context, input, call),
});
