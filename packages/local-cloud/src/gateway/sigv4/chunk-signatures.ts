/**
 * Signatures of the chunks of a body: each covers the one before it, and the first that of the request.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { AwsError } from "../errors.ts";
import type { ChunkWitness } from "../protocols/aws-chunked.ts";
import type { SignatureClaim } from "./signature-claim.ts";
import { scopeText, sha256Hex, signText } from "./signing-key.ts";

const emptyHash = sha256Hex("");

const mismatch = () =>
  new AwsError(
    "SignatureDoesNotMatch",
    "The signature of a chunk of the body does not match the one that we calculated.",
    { status: 403 },
  );

const same = (given: string | undefined, expected: string): boolean =>
  given?.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

/**
 * @param withTrailers the request announced signed trailing fields
 */
export const chunkSignatures = (
  { scope, timestamp, signature: seed }: SignatureClaim,
  secretAccessKey: string,
  withTrailers: boolean,
): ChunkWitness => {
  let previous = seed;
  let content = createHash("sha256");

  const check = (kind: string, hashes: readonly string[], given: string | undefined): void => {
    const text = [kind, timestamp, scopeText(scope), previous, ...hashes].join("\n");
    const expected = signText(secretAccessKey, scope, text);
    if (!same(given, expected)) throw mismatch();
    previous = expected;
  };

  return {
    data: (bytes) => {
      content.update(bytes);
    },
    endOfChunk: (signature) => {
      check("AWS4-HMAC-SHA256-PAYLOAD", [emptyHash, content.digest("hex")], signature);
      content = createHash("sha256");
    },
    endOfTrailers: (fields, signature) => {
      if (!withTrailers) {
        if (fields.length > 0) throw mismatch();
        return;
      }
      const canonical = fields.map(([name, value]) => `${name}:${value}\n`).join("");
      check("AWS4-HMAC-SHA256-TRAILER", [sha256Hex(canonical)], signature);
    },
  };
};
