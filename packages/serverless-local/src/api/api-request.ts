import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** A request as it came in, read whole. */
export interface ApiRequest {
  readonly id: string;
  /** API Gateway's own id, sent as `x-amz-apigw-id`. */
  readonly extendedId: string;
  readonly receivedAt: Date;
  readonly method: string;
  /** Decoded nowhere. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `http://127.0.0.1:4120/todos?limit=2` */
  readonly url: string;
  readonly protocol: string;
  readonly sourceIp: string;
  /** By lower case name; repeated ones joined. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** By name as sent. */
  readonly sentHeaders: ReadonlyMap<string, readonly string[]>;
  readonly traceId: string;
  readonly body: Buffer;
}

export const apiRequestOf = (incoming: IncomingMessage, body: Buffer): ApiRequest => {
  const url = `http://${incoming.headers.host}${incoming.url}`;
  const [path = "/"] = (incoming.url ?? "/").split("?");
  const sentHeaders = new Map<string, string[]>();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const name = incoming.rawHeaders[index] ?? "";
    sentHeaders.set(name, [...(sentHeaders.get(name) ?? []), incoming.rawHeaders[index + 1] ?? ""]);
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : value,
    ]),
  );
  return {
    id: randomUUID(),
    extendedId: randomBytes(11).toString("base64"),
    receivedAt: new Date(),
    method: incoming.method ?? "GET",
    path,
    query: new URL(url).searchParams,
    url,
    protocol: `HTTP/${incoming.httpVersion}`,
    sourceIp: incoming.socket.remoteAddress ?? "127.0.0.1",
    headers,
    sentHeaders,
    traceId: headers["x-amzn-trace-id"] ?? newTraceId(),
    body,
  };
};

/** See https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
const newTraceId = (): string =>
  `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
