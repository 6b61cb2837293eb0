/** Takes in the content of an object or a part, and checks it against everything that was said about it. */
import { createHash } from "node:crypto";
import { AwsError } from "../../../gateway/errors.ts";
import type { BodyDraft } from "../bodies/body-writer.ts";
import { type Algorithm, isWellFormed, startChecksum } from "../checksums/algorithms.ts";
import { checksumMismatch, headerOf, type RequestedChecksum } from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import { invalidRequest } from "../errors.ts";

/** Content as callers give it: from the wire, or, inside the cloud, whole. The pieces of a stream are given away. */
export type Content =
  | (AsyncIterable<Buffer> & { readonly trailers?: ReadonlyMap<string, string> })
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

const digestOf = (contentMd5: string | undefined): string | undefined => {
  if (contentMd5 === undefined) return undefined;
  const bytes = Buffer.from(contentMd5, "base64");
  if (bytes.length !== 16 || bytes.toString("base64") !== contentMd5)
    throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.", {
      fields: { "Content-MD5": contentMd5 },
    });
  return bytes.toString("hex");
};

const streamOf = (content: Content | undefined): AsyncIterable<Buffer> => {
  if (content === undefined) return wholeOf(Buffer.alloc(0));
  if (typeof content === "string") return wholeOf(Buffer.from(content));
  return content instanceof Uint8Array ? wholeOf(Buffer.from(content)) : content;
};

async function* wholeOf(bytes: Buffer): AsyncGenerator<Buffer, void> {
  yield bytes;
}

/** @throws {AwsError} when the content is not what it was said to be; nothing is kept then */
export const receive = async (
  context: S3Context,
  content: Content | undefined,
  { contentMd5, contentLength, checksum, algorithm, checkSize }: ReceiveOptions,
): Promise<Received> => {
  const expectedMd5 = digestOf(contentMd5);
  if ((contentLength ?? 0) > largestPut) throw tooLarge(contentLength ?? 0);
  const md5 = createHash("md5");
  const wanted = [...new Set([algorithm, ...(checksum ? [checksum.algorithm] : [])])];
  const running = wanted.map((one) => ({ algorithm: one, sum: startChecksum(one) }));
  let etag = "";
  let checksums: Partial<Record<Algorithm, string>> = {};

  async function* measured(): AsyncGenerator<Buffer, void> {
    for await (const bytes of streamOf(content)) {
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
    if (expectedMd5 !== undefined && etag !== expectedMd5)
      throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.", {
        fields: { ExpectedDigest: contentMd5, CalculatedDigest: Buffer.from(etag, "hex").toString("base64") },
      });
    checksums = Object.fromEntries(running.map((one) => [one.algorithm, one.sum.digest()]));
    const claimed = checksum && (checksum.value ?? trailing());
    if (checksum && claimed !== undefined && claimed !== checksums[checksum.algorithm])
      throw checksumMismatch(checksum.algorithm);
  };

  const body = await context.bodies.receive(measured(), check);
  return { body, etag, checksums };
};
