/** How the edge gets at what is behind it. */
import type { Readable } from "node:stream";
import type { HeaderMap } from "../headers.ts";

export interface OriginRequest {
  readonly method: string;
  /** Path and query, as the origin is asked for them. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readable | undefined;
  /** Whether the viewer came over HTTPS, for origins that are to be reached as the edge is. */
  readonly protocol: "http" | "https";
}

export interface OriginAnswer {
  readonly status: number;
  /** End-to-end headers. */
  readonly headers: HeaderMap;
  readonly body: Readable;
}

/** @throws {OriginFailure} when there is no answer */
export type OriginFetch = (request: OriginRequest, signal?: AbortSignal) => Promise<OriginAnswer>;

/**
 * Thrown when an origin does not answer: 502 when it cannot be reached or makes no sense, 504 when it takes too long.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html
 */
export class OriginFailure extends Error {
  override readonly name = "OriginFailure";
  readonly status: 502 | 503 | 504;
  constructor(status: 502 | 503 | 504, message: string) {
    super(message);
    this.status = status;
  }
}
