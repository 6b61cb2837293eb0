/** Takes in the content of an object or a part, and checks it against everything that was said about it. */
import { hash } from "node:crypto";
import { AwsError } from "../../../gateway/errors.ts";
import { contentHashMismatch } from "../../../gateway/sigv4/incoming-body.ts";
import type { IncomingBody } from "../../../gateway/stream-protocol.ts";
import { type BodyDraft, type ReceivedBody, smallBodyBytes } from "../bodies/body-writer.ts";
import { type Algorithm, checksumOf, isWellFormed } from "../checksums/algorithms.ts";
import { headerOf, type RequestedChecksum } from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import { invalidRequest } from "../errors.ts";
import { checkChecksum, checkMd5, md5Of } from "./content-checks.ts";

/** The pieces of a stream are given away. */
type Stream = AsyncIterable<Buffer> & Partial<Pick<IncomingBody, "trailers" | "unverified" | "readWhole">>;

/** Content as callers give it: from the wire, or, inside the cloud, whole. */
export type Content = Stream | Uint8Array | string;

export interface ReceiveOptions {
  readonly contentMd5: string | undefined;
  readonly contentLength: number | undefined;
  readonly checksum: RequestedChecksum | undefined;
  /** Computed in any case. */
  readonly algorithm: Algorithm;
  /** Of a form; others have the limit of S3. */
  readonly checkSize?: (size: number) => void;
}

export interface Received {
  readonly body: BodyDraft;
  /** Hex MD5. */
  readonly etag: string;
  /** Base64, by algorithm. */
  readonly checksums: Readonly<Partial<Record<Algorithm, string>>>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
export const largestPut = 5 * 1024 ** 3;

const tooLarge = (ProposedSize: number) =>
  new AwsError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.", {
    fields: { ProposedSize, MaxSizeAllowed: largestPut },
  });

/** Content that is there as a whole, or comes so at once, as small bodies do. */
const opened = async (content: Content = ""): Promise<Buffer | Stream> => {
  if (typeof content === "string" || content instanceof Uint8Array) return Buffer.from(content);
  return content.readWhole ? content.readWhole() : content;
};

interface Source {
  readonly source: AsyncIterable<Buffer>;
  /** Base64, where the content must have this one and nobody has looked yet. */
  readonly sha256?: string;
}

/** What is hashed anyway is not hashed a second time on its way. */
const sourceOf = (content: Buffer | Stream): Source => {
  if (Buffer.isBuffer(content)) return { source: wholeOf(content) };
  if (!content.unverified) return { source: content };
  const { source, sha256 } = content.unverified;
  return { source, sha256: Buffer.from(sha256, "hex").toString("base64") };
};

async function* wholeOf(bytes: Buffer): AsyncGenerator<Buffer, void> {
  yield bytes;
}

const receiveSmall = (
  bytes: Buffer,
  { contentMd5, checksum, algorithm, checkSize }: ReceiveOptions,
): Received => {
  checkSize?.(bytes.length);
  const etag = hash("md5", bytes);
  checkMd5(etag, contentMd5);
  const checksums: Partial<Record<Algorithm, string>> = { [algorithm]: checksumOf(algorithm, bytes) };
  if (checksum) {
    checksums[checksum.algorithm] ??= checksumOf(checksum.algorithm, bytes);
    checkChecksum(checksum, checksum.value, checksums[checksum.algorithm]);
  }
  return { body: { size: bytes.length, bytes }, etag, checksums };
};

/** @throws {AwsError} when the content is not what it was said to be; nothing is kept then */
export const receive = async (
  context: S3Context,
  content: Content | undefined,
  options: ReceiveOptions,
): Promise<Received> => {
  const { contentMd5, contentLength, checksum, algorithm, checkSize } = options;
  md5Of(contentMd5);
  if ((contentLength ?? 0) > largestPut) throw tooLarge(contentLength ?? 0);
  const whole = await opened(content);
  if (Buffer.isBuffer(whole) && whole.length <= smallBodyBytes && checksum?.trailer === undefined)
    return receiveSmall(whole, options);
  const { source, sha256 } = sourceOf(whole);
  const wanted = [...new Set([algorithm, ...(checksum ? [checksum.algorithm] : [])])];
  const sealing: readonly Algorithm[] = sha256 === undefined ? [] : ["SHA256"];

  const trailing = (): string | undefined => {
    if (checksum?.trailer === undefined) return undefined;
    const trailers = typeof content === "object" && "trailers" in content ? content.trailers : undefined;
    const value = trailers?.get(checksum.trailer);
    if (value === undefined || !isWellFormed(checksum.algorithm, value))
      throw invalidRequest(`Value for ${headerOf(checksum.algorithm)} trailing header is invalid.`);
    return value;
  };

  const check = ({ body: { size }, digests: { md5, checksums } }: ReceivedBody): void => {
    if (sha256 !== undefined && checksums.SHA256 !== sha256) throw contentHashMismatch();
    checkSize?.(size);
    if (size > largestPut) throw tooLarge(size);
    checkMd5(md5, contentMd5);
    if (checksum) checkChecksum(checksum, checksum.value ?? trailing(), checksums[checksum.algorithm]);
  };

  const received = await context.bodies.receive(source, [...new Set([...wanted, ...sealing])]);
  const { body, digests } = received;
  try {
    check(received);
  } catch (error) {
    await context.bodies.discard(body);
    throw error;
  }
  return {
    body,
    etag: digests.md5,
    checksums: Object.fromEntries(wanted.map((one) => [one, digests.checksums[one]])),
  };
};
