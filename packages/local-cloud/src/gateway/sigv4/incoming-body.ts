/**
 * A body as `x-amz-content-sha256` says it comes: plain or in chunks, its content signed or not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
import { createHash, hash as hashOf } from "node:crypto";
import type { Readable } from "node:stream";
import { AwsError } from "../errors.ts";
import { type ChunkWitness, decodeChunks } from "../protocols/aws-chunked.ts";
import { readBody } from "../read-body.ts";
import type { IncomingBody, StreamedRequest } from "../stream-protocol.ts";
import { chunkSignatures } from "./chunk-signatures.ts";
import type { SignatureClaim } from "./signature-claim.ts";

/** Whose signature a body belongs to. */
export interface Seal {
  readonly claim: SignatureClaim;
  readonly secretAccessKey: string;
}

/** The body is not the one that was signed. */
export const contentHashMismatch = () =>
  new AwsError(
    "XAmzContentSHA256Mismatch",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );

const incomplete = () =>
  new AwsError(
    "IncompleteBody",
    "You did not provide the number of bytes specified by the Content-Length HTTP header.",
  );

const lengthOf = (request: StreamedRequest, header: string): number | undefined => {
  const value = request.headers[header];
  if (value === undefined) return undefined;
  const length = Number(value);
  if (typeof value === "string" && /^\d{1,15}$/.test(value)) return length;
  throw new AwsError("InvalidArgument", `${header} must be a number of bytes.`);
};

async function* withHash(source: AsyncIterable<Buffer>, expected: string): AsyncGenerator<Buffer, void> {
  const content = createHash("sha256");
  for await (const bytes of source) {
    content.update(bytes);
    yield bytes;
  }
  if (content.digest("hex") !== expected) throw contentHashMismatch();
}

async function* ofLength(source: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer, void> {
  let seen = 0;
  for await (const bytes of source) {
    seen += bytes.length;
    if (seen > length) throw incomplete();
    yield bytes;
  }
  if (seen !== length) throw incomplete();
}

/**
 * Opens the request's body when it is first read, and never destroys the connection under it. Node's own iterator
 * over streams costs several times as much for each piece.
 */
const plain = (request: StreamedRequest): AsyncIterableIterator<Buffer> => {
  let source: Readable | undefined;
  let wake = (): void => undefined;
  const open = (): Readable => {
    const opened = request.openBody();
    for (const event of ["readable", "end", "error", "close"]) opened.on(event, () => wake());
    return opened;
  };
  const pieces: AsyncIterableIterator<Buffer> = {
    [Symbol.asyncIterator]: () => pieces,
    next: async () => {
      source ??= open();
      for (;;) {
        const value: Buffer | null = source.read();
        if (value) return { done: false, value };
        if (source.readableEnded) return { done: true, value: undefined };
        // The client hung up: nobody reads the answer, and nothing is wrong with the local cloud.
        if (source.readableAborted) throw incomplete();
        if (source.destroyed) throw source.errored ?? incomplete();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
  return pieces;
};

/** Bodies up to this length are not worth reading piece by piece. */
const smallBytes = 32 * 1024;

const readWhole = async (
  request: StreamedRequest,
  length: number,
  hash: string | undefined,
): Promise<Buffer> => {
  const source = request.openBody();
  const bytes = await readBody(source).catch((error: unknown) => {
    throw source.destroyed ? incomplete() : error;
  });
  if (bytes.length !== length) throw incomplete();
  if (hash !== undefined && hashOf("sha256", bytes) !== hash) throw contentHashMismatch();
  return bytes;
};

const chunked = (request: StreamedRequest, witness: ChunkWitness | undefined): IncomingBody => {
  const trailers = new Map<string, string>();
  const length = lengthOf(request, "x-amz-decoded-content-length");
  const content = decodeChunks(plain(request), witness, trailers);
  const body = length === undefined ? content : ofLength(content, length);
  return { length, trailers, [Symbol.asyncIterator]: () => body };
};

const noTrailers: ReadonlyMap<string, string> = new Map();

const whole = (request: StreamedRequest, hash: string | undefined): IncomingBody => {
  const source = plain(request);
  const pieces = hash === undefined ? source : withHash(source, hash);
  const length = lengthOf(request, "content-length");
  return {
    length,
    trailers: noTrailers,
    ...(hash === undefined ? {} : { unverified: { source, sha256: hash } }),
    ...(length !== undefined && length <= smallBytes
      ? { readWhole: () => readWhole(request, length, hash) }
      : {}),
    [Symbol.asyncIterator]: () => pieces,
  };
};

const sealed = (request: StreamedRequest, seal: Seal | undefined, withTrailers: boolean): IncomingBody => {
  // Only a signature in the header gives the chunks one to start from.
  if (seal?.claim.kind !== "header")
    throw new AwsError("InvalidRequest", "Signed chunks need a request that is signed in its header.");
  return chunked(request, chunkSignatures(seal.claim, seal.secretAccessKey, withTrailers));
};

/**
 * @param seal of the request's signature; `undefined` for strangers, whose bodies nothing vouches for
 * @throws {AwsError} for a marker that S3 does not know
 */
export const incomingBody = (request: StreamedRequest, seal: Seal | undefined): IncomingBody => {
  const declared = request.headers["x-amz-content-sha256"];
  switch (declared) {
    case undefined:
    case "UNSIGNED-PAYLOAD":
      return whole(request, undefined);
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return chunked(request, undefined);
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
      return sealed(request, seal, false);
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return sealed(request, seal, true);
  }
  if (typeof declared === "string" && /^[0-9a-f]{64}$/.test(declared)) return whole(request, declared);
  throw new AwsError(
    "InvalidArgument",
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
    { fields: { ArgumentName: "x-amz-content-sha256", ArgumentValue: String(declared) } },
  );
};
