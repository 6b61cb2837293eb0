/**
 * The content encoding `aws-chunked`: content in chunks, each with its signature where they are signed, and
 * checksums in trailing fields.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
import { AwsError } from "../errors.ts";
import { byteReader } from "./byte-reader.ts";

/** Follows the chunks as they are read, to verify them. */
export interface ChunkWitness {
  /** A part of the present chunk. */
  data(bytes: Buffer): void;
  /** The present chunk is over; the last one is empty. @throws {AwsError} when its signature is wrong */
  endOfChunk(signature: string | undefined): void;
  /** @throws {AwsError} when the signature over the trailing fields is wrong */
  endOfTrailers(fields: readonly (readonly [string, string])[], signature: string | undefined): void;
}

/** Chunk heads and trailing fields are short; a longer line is no chunk head. */
const longestLine = 8_192;
const mostTrailers = 20;
const trailerSignature = "x-amz-trailer-signature";

const incomplete = () =>
  new AwsError(
    "IncompleteBody",
    "The request body terminated unexpectedly: it is not in the chunks that aws-chunked announces.",
  );

const headOf = (line: Buffer | undefined): { size: number; signature: string | undefined } => {
  const match = /^([0-9a-fA-F]{1,13})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(
    line?.toString("latin1") ?? "",
  );
  if (!match?.[1]) throw incomplete();
  return { size: Number.parseInt(match[1], 16), signature: match[2] };
};

const fieldOf = (line: Buffer): readonly [string, string] => {
  const text = line.toString("latin1");
  const colon = text.indexOf(":");
  if (colon <= 0) throw incomplete();
  return [text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()];
};

/**
 * The content inside the chunks.
 *
 * @param trailers receives the trailing fields, without their signature
 * @throws {AwsError} `IncompleteBody`, and what the witness throws
 */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  witness: ChunkWitness | undefined,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer, void> {
  const reader = byteReader(source);
  for (;;) {
    const { size, signature } = headOf(await reader.line(longestLine));
    for (let left = size; left > 0; ) {
      const bytes = await reader.some(left);
      if (!bytes) throw incomplete();
      left -= bytes.length;
      witness?.data(bytes);
      yield bytes;
    }
    witness?.endOfChunk(signature);
    if (size === 0) break;
    const end = await reader.line(0);
    if (end === undefined) throw incomplete();
  }
  const fields: (readonly [string, string])[] = [];
  for (;;) {
    const line = await reader.line(longestLine);
    // Some clients leave out the empty line at the very end.
    if (line === undefined || line.length === 0) break;
    if (fields.length >= mostTrailers) throw incomplete();
    fields.push(fieldOf(line));
  }
  const signature = fields.find(([name]) => name === trailerSignature)?.[1];
  const content = fields.filter(([name]) => name !== trailerSignature);
  witness?.endOfTrailers(content, signature);
  for (const [name, value] of content) trailers.set(name, value);
}
