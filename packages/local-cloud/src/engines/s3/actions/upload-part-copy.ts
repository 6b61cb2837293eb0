import { onExistingObject, onObject } from "../access/access.ts";
import type { Action, S3Context } from "../context.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { type CopySourceInput, readSource, sourceOf, sourceVersionId } from "../objects/copy-source.ts";
import { encryptionMembers } from "../objects/encryption.ts";
import type { ByteRange } from "../objects/ranges.ts";
import { stretchesOf } from "../objects/stretches.ts";
import { refuseUnsupported } from "../objects/write-input.ts";
import { requirePartNumber, requireUpload } from "../uploads/require-upload.ts";
import { type PartInput, storePart } from "../uploads/store-part.ts";

interface Input extends PartInput, CopySourceInput {
  readonly CopySourceRange?: string;
}

/** Unlike that of a read, this range must be exact. */
const rangeOf = (text: string | undefined, size: number): ByteRange => {
  if (text === undefined) return { start: 0, length: size };
  const refuse = (message: string) => invalidArgument(message, "x-amz-copy-source-range", text);
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  const [start, end] = [Number(first), Number(last)];
  if (first === undefined || last === undefined || start > end)
    throw refuse(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
    );
  if (start >= size) throw invalidRequest("The specified copy range is invalid for the source object size");
  if (end >= size) throw refuse(`Range specified is not valid for source object of size: ${size}`);
  return { start, length: end - start + 1 };
};

const copy = async (context: S3Context, input: Input) => {
  refuseUnsupported(input);
  requirePartNumber(input.PartNumber);
  const { details } = requireUpload(context, input);
  const source = readSource(context, input);
  const range = rangeOf(input.CopySourceRange, source.size);
  const stretches = stretchesOf(context.versions.segments(source), range);
  const part = await storePart(context, input, { content: context.bodies.read(stretches) });
  const shown = details.checksumAlgorithm;
  return {
    CopyPartResult: {
      ETag: `"${part.etag}"`,
      LastModified: new Date(part.modifiedAt),
      ...(shown ? { [`Checksum${shown}`]: part.checksums[shown] } : {}),
    },
    CopySourceVersionId: sourceVersionId(source),
    ...encryptionMembers(details.object),
  };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy: Action<Input> = (context) => ({
  access: (input, call) => [
    ...onExistingObject(context, "GetObject", sourceOf(input), call),
    onObject(context, "PutObject", input, call),
  ],
  handle: (input) => copy(context, input),
});
