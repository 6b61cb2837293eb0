/** Bodies that are documents: small, and read whole. */
import { createHash } from "node:crypto";
import { AwsError } from "../../../gateway/errors.ts";
import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import type { IncomingBody } from "../../../gateway/stream-protocol.ts";
import { startChecksum } from "../checksums/algorithms.ts";
import { type ChecksumInput, checksumMismatch, requestedChecksum } from "../checksums/requested.ts";

/** A completion of 10,000 parts, with a checksum for each, takes three. */
const largestDocument = 8 * 1024 * 1024;

const checkMd5 = (bytes: Buffer, given: unknown): void => {
  if (typeof given !== "string") return;
  const digest = Buffer.from(given, "base64");
  if (digest.length !== 16) throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.");
  if (!createHash("md5").update(bytes).digest().equals(digest))
    throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.");
};

/** @throws {AwsError} when it is too large, or not what its digests say */
export const readWhole = async (
  body: IncomingBody,
  input: ChecksumInput & { readonly ContentMD5?: unknown },
  checked: boolean,
): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > largestDocument) throw malformedXml();
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  checkMd5(bytes, input.ContentMD5);
  const requested = checked ? requestedChecksum(input) : undefined;
  if (!requested) return bytes;
  const expected = requested.value ?? (requested.trailer && body.trailers.get(requested.trailer));
  const running = startChecksum(requested.algorithm);
  running.update(bytes);
  if (expected !== undefined && running.digest() !== expected) throw checksumMismatch(requested.algorithm);
  return bytes;
};
