import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { endToEnd, type HeaderMap, headerText } from "../headers.ts";

export interface ViewerRequest {
  readonly method: string;
  /** As sent, escapes and all. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: HeaderMap;
  /** Set when the viewer sends one. */
  readonly body: Readable | undefined;
  readonly address: string;
  readonly port: number;
  readonly protocol: "http" | "https";
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/**
 * What comes over loopback stands for HTTPS, as everywhere in the local cloud. A viewer that wants to be taken
 * for one that came over HTTP says so in `X-Forwarded-Proto`, which CloudFront does not read otherwise.
 */
const protocolOf = (headers: HeaderMap): "http" | "https" =>
  headerText(headers, "x-forwarded-proto") === "http" ? "http" : "https";

/** Of a request target as proxies get it, only what comes after the host. */
const pathOf = (target: string): string =>
  target.startsWith("/") ? target : target.replace(/^[a-z]+:\/\/[^/]*/i, "");

export const viewerRequestOf = (incoming: IncomingMessage): ViewerRequest => {
  const url = pathOf(incoming.url ?? "/");
  const mark = url.indexOf("?");
  const headers = endToEnd(incoming.headers);
  return {
    method: incoming.method ?? "GET",
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    headers,
    body: hasBody(incoming) ? incoming : undefined,
    address: incoming.socket.remoteAddress ?? "127.0.0.1",
    port: incoming.socket.remotePort ?? 0,
    protocol: protocolOf(headers),
  };
};
