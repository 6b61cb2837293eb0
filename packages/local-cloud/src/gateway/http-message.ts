import type { IncomingHttpHeaders } from "node:http";

export interface RequestHead {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** The request as it came in. Bodies are read once; `body` is empty for internal and for streamed calls. */
export interface RawRequest extends RequestHead {
  readonly body: Buffer;
}

/** The body of calls that have none, or whose body is streamed. */
export const noBody = Buffer.alloc(0);

/**
 * Tells when a client hangs up, or the cloud stops. Few operations ask, and the signal is made when one does.
 * An `AbortController` is one.
 */
export interface HangUp {
  readonly signal: AbortSignal;
}

/** An answer written to the wire as it is; used by engines that proxy a real server. */
export class RawAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer | string;
  constructor(status: number, headers: Record<string, string>, body: Buffer | string) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}
