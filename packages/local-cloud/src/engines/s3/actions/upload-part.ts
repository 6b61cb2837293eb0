import { onObject } from "../access/access.ts";
import { type ChecksumInput, requestedChecksum } from "../checksums/requested.ts";
import type { Action, S3Context } from "../context.ts";
import { encryptionMembers } from "../objects/encryption.ts";
import type { Content } from "../objects/receive.ts";
import { refuseUnsupported } from "../objects/write-input.ts";
import { requirePartNumber, requireUpload } from "../uploads/require-upload.ts";
import { checkPartChecksum, type PartInput, storePart } from "../uploads/store-part.ts";
import { effectiveChecksum } from "../uploads/upload-checksum.ts";

interface Input extends PartInput, ChecksumInput {
  readonly Body?: Content;
  readonly ContentMD5?: string;
  readonly ContentLength?: number;
}

const receivePart = async (context: S3Context, input: Input) => {
  refuseUnsupported(input);
  requirePartNumber(input.PartNumber);
  const upload = requireUpload(context, input);
  const checksum = requestedChecksum(input);
  checkPartChecksum(upload, checksum);
  const part = await storePart(context, input, {
    content: input.Body,
    contentMd5: input.ContentMD5,
    contentLength: input.ContentLength,
    checksum,
  });
  const shown = checksum?.algorithm ?? effectiveChecksum(upload.details).algorithm;
  return {
    ETag: `"${part.etag}"`,
    [`Checksum${shown}`]: part.checksums[shown],
    ...encryptionMembers(upload.details.object),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart: Action<Input> = (context) => ({
  access: (input, call) => [onObject(context, "PutObject", input, call)],
  handle: (input) => receivePart(context, input),
});
