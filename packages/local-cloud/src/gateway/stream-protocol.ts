/**
 * The contract with an engine whose bodies are streamed (S3). The engine reads and writes the wire; whom a
 * request comes from, what it may do and what is journaled stays with the gateway.
 */
import { Readable } from "node:stream";
import type { Principal } from "../iam/principal.ts";
import type { AwsError } from "./errors.ts";
import type { RawAnswer, RequestHead } from "./http-message.ts";

/** A request whose body has not been read yet. */
export interface StreamedRequest extends RequestHead {
  /**
   * The body as it arrives, with backpressure. A client that waits to be asked for it
   * (`Expect: 100-continue`) is asked now.
   */
  readonly openBody: () => Readable;
}

/** Content that is sent out of buffers which are used again: a new one for each piece would mostly be garbage. */
export interface LentContent {
  /** A piece is lent until `write` resolves. @throws {unknown} what `write` throws */
  pour(write: (piece: Buffer) => Promise<void>): Promise<void>;
  /** Nobody will read it. */
  destroy(): void;
}

/** An answer whose body is sent as it is read. Its headers carry the `content-length`, when there is one. */
export class StreamedAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Readable | LentContent;
  constructor(
    status: number,
    headers: Record<string, string>,
    body: Readable | LentContent = Readable.from([]),
  ) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** Content on its way in: decoded, and verified as it passes. Reading it to its end throws what is wrong with it. */
export interface IncomingBody extends AsyncIterable<Buffer> {
  /** Bytes that the client announced. */
  readonly length: number | undefined;
  /** Fields that came after the content, by lower-case name; complete once that is read. */
  readonly trailers: ReadonlyMap<string, string>;
  /** The same content, for a reader who hashes it anyway, and then answers for its having this SHA-256 (hex). */
  readonly unverified?: { readonly source: AsyncIterable<Buffer>; readonly sha256: string };
  /** Of a small body: reads all of it at once, which costs less than piece by piece. */
  readonly readWhole?: () => Promise<Buffer>;
}

/** Who sent a request, and what. */
export interface Admission {
  readonly principal: Principal;
  readonly body: IncomingBody;
}

/** How an engine asks the gateway who is there. */
export interface Gate {
  /** @throws {AwsError} when the signature of the request's head is not good */
  admit(): Admission;
  /**
   * For uploads from web pages, which are signed in a field of their form.
   *
   * @param fields by lower-case name
   * @throws {AwsError} when the signature of its policy is not good
   */
  admitForm(fields: ReadonlyMap<string, string>): Principal;
}

export interface StreamedCall {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly principal: Principal;
}

export interface StreamProtocol {
  /** Whether a request without a readable signature is meant for this engine. */
  claims(head: RequestHead): boolean;
  /** Name of the operation, as far as the head tells; never throws. */
  operationOf(head: RequestHead): string;
  /** @throws {AwsError} when the request cannot be read or admitted */
  decode(request: StreamedRequest, gate: Gate, requestId: string): Promise<StreamedCall>;
  encode(
    head: RequestHead,
    call: StreamedCall,
    output: object,
    requestId: string,
  ): RawAnswer | StreamedAnswer;
  encodeError(head: RequestHead, error: AwsError, requestId: string): RawAnswer | StreamedAnswer;
}
