/** Takes in one part, from a client or from another object. */
import type { RequestedChecksum } from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import { invalidRequest } from "../errors.ts";
import { type Content, receive } from "../objects/receive.ts";
import { requirePartNumber, requireUpload, type UploadInput } from "./require-upload.ts";
import type { Upload, UploadedPart } from "./upload.ts";
import { effectiveChecksum } from "./upload-checksum.ts";

export interface PartInput extends UploadInput {
  readonly PartNumber?: number;
}

export interface PartContent {
  readonly content: Content | undefined;
  readonly contentMd5?: string | undefined;
  readonly contentLength?: number | undefined;
  readonly checksum?: RequestedChecksum | undefined;
}

/**
 * Parts of an upload with an algorithm come with that one; where checksums are to be composed of those of the
 * parts, none may be missing.
 *
 * @throws {AwsError} `InvalidRequest`
 */
export const checkPartChecksum = (
  { details: { checksumAlgorithm, checksumType } }: Upload,
  checksum: RequestedChecksum | undefined,
): void => {
  if (!checksumAlgorithm || checksum?.algorithm === checksumAlgorithm) return;
  if (!checksum && checksumType !== "COMPOSITE") return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${checksumAlgorithm.toLowerCase()}, actual checksum Type: ${checksum?.algorithm.toLowerCase() ?? "null"}`,
  );
};

/**
 * Parts come in any order and several at a time; of two with the same number, the one that ends last stays.
 *
 * @throws {AwsError} when the content is wrong, or the upload is over by the time it has come
 */
export const storePart = async (
  context: S3Context,
  input: PartInput,
  { content, contentMd5, contentLength, checksum }: PartContent,
): Promise<UploadedPart> => {
  const number = requirePartNumber(input.PartNumber);
  const { algorithm } = effectiveChecksum(requireUpload(context, input).details);
  const { body, etag, checksums } = await receive(context, content, {
    contentMd5,
    contentLength,
    checksum,
    algorithm,
  });
  try {
    return context.transact(() => {
      const { id } = requireUpload(context, input);
      const modifiedAt = context.clock();
      const bodyId = context.bodies.keep(body);
      const part = { number, size: body.size, etag, checksums, bodyId, modifiedAt };
      context.uploads.putPart(id, part);
      return part;
    });
  } catch (error) {
    await context.bodies.discard(body);
    throw error;
  }
};
