/** An HTTP server on 127.0.0.1 that reads whole requests and writes whole answers. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RawAnswer, type RawRequest } from "./engine.ts";
import { AwsError } from "./errors.ts";
import { readBody } from "./read-body.ts";

export type Handler = (request: RawRequest, requestId: string, signal: AbortSignal) => Promise<RawAnswer>;

export interface HttpEndpoint {
  /** `http://127.0.0.1:4566` */
  readonly url: string;
  /** Ends long polls, lets running requests finish for a second, then hangs up. */
  close(): Promise<void>;
}

/** Longer than the SDKs keep idle connections, so that it is they who hang up. */
const keepAliveMs = 75_000;
const closeGraceMs = 1_000;

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Clients hang up in the middle of a request whenever they like; that is no fault to report. */
const hungUp = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ECONNRESET";

const failureOf = (error: unknown, requestId: string): RawAnswer => {
  const known = error instanceof AwsError;
  if (!known && !hungUp(error)) console.error(error);
  const [status, type] = known ? [error.status, error.code] : [500, "InternalFailure"];
  const message = known ? error.message : "The local cloud failed; its console says why.";
  return new RawAnswer(
    status,
    { "content-type": "application/json", "x-amzn-requestid": requestId, "x-amzn-errortype": type },
    JSON.stringify({ __type: type, message }),
  );
};

const send = (response: ServerResponse, { status, headers, body }: RawAnswer): void => {
  if (response.destroyed) return;
  // A text goes out in one write together with the head; bytes would take two.
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, { ...headers, "content-length": length });
  response.end(body);
};

const rawRequestOf = async (request: IncomingMessage): Promise<RawRequest> => ({
  method: request.method ?? "GET",
  url: request.url ?? "/",
  headers: request.headers,
  body: await readBody(request),
});

/**
 * @param port 0 picks a free one
 * @throws {Error} `EADDRINUSE` when the port is taken
 */
export const startHttpEndpoint = async (port: number, handler: Handler): Promise<HttpEndpoint> => {
  const inFlight = new Set<AbortController>();

  const respond = async (incoming: IncomingMessage, response: ServerResponse, signal: AbortSignal) => {
    const requestId = randomUUID();
    try {
      send(response, await handler(await rawRequestOf(incoming), requestId, signal));
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(response, failureOf(error, requestId));
    }
  };

  const server = createServer((incoming, response) => {
    const controller = new AbortController();
    inFlight.add(controller);
    response.once("close", () => {
      inFlight.delete(controller);
      if (!response.writableFinished) controller.abort();
    });
    void respond(incoming, response, controller.signal);
  });
  server.keepAliveTimeout = keepAliveMs;
  const actualPort = await listen(server, port);

  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const controller of inFlight) controller.abort();
      server.closeIdleConnections();
      const grace = setTimeout(() => server.closeAllConnections(), closeGraceMs);
      await closed;
      clearTimeout(grace);
    },
  };
};
