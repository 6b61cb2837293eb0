/** Takes in the content of an object or a part, and checks it against everything that was said about it. */
import { createHash, hash } from "node:crypto";
import { AwsError } from "../../../gateway/errors.ts";
import { type BodyDraft, smallBodyBytes } from "../bodies/body-writer.ts";
import { type Algorithm, checksumOf, isWellFormed, startChecksum } from "../checksums/algorithms.ts";
import { headerOf, type RequestedChecksum } from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import { invalidRequest } from "../errors.ts";
import { checkChecksum, checkMd5, md5Of } from "./content-checks.ts";

/** Content as callers give it: from the wire, or, inside the cloud, whole. The pieces of a stream are given away. */
export type Content =
  | (AsyncIterable<Buffer> & {
      readonly trailers?: ReadonlyMap<string, string>;
      readonly readWhole?: () => Promise<Buffer>;
    })
  | Uint8Array
  | string;

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
const opened = async (content: Content | undefined): Promise<Buffer | AsyncIterable<Buffer>> => {
  if (content === undefined) return Buffer.alloc(0);
  if (typeof content === "string") return Buffer.from(content);
  if (content instanceof Uint8Array) return Buffer.from(content);
  return content.readWhole ? content.readWhole() : content;
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
  const source = await opened(content);
  if (Buffer.isBuffer(source) && source.length <= smallBodyBytes && checksum?.trailer === undefined)
    return receiveSmall(source, options);
  const md5 = createHash("md5");
  const wanted = [...new Set([algorithm, ...(checksum ? [checksum.algorithm] : [])])];
  const running = wanted.map((one) => ({ algorithm: one, sum: startChecksum(one) }));
  let etag = "";
  let checksums: Partial<Record<Algorithm, string>> = {};

  async function* measured(): AsyncGenerator<Buffer, void> {
    for await (const bytes of Buffer.isBuffer(source) ? wholeOf(source) : source) {
      md5.update(bytes);
      for (const { sum } of running) sum.update(bytes);
      yield bytes;
    }
  }

  const trailing = (): string | undefined => {
    if (checksum?.trailer === undefined) return undefined;
    const trailers = typeof content === "object" && "trailers" in content ? content.trailers : undefined;
    const value = trailers?.get(checksum.trailer);
    if (value === undefined || !isWellFormed(checksum.algorithm, value))
      throw invalidRequest(`Value for ${headerOf(checksum.algorithm)} trailing header is invalid.`);
    return value;
  };

  const check = (size: number): void => {
    checkSize?.(size);
    if (size > largestPut) throw tooLarge(size);
    etag = md5.digest("hex");
    checkMd5(etag, contentMd5);
    checksums = Object.fromEntries(running.map((one) => [one.algorithm, one.sum.digest()]));
    if (checksum) checkChecksum(checksum, checksum.value ?? trailing(), checksums[checksum.algorithm]);
  };

  const body = await context.bodies.receive(measured(), check);
  return { body, etag, checksums };
};
