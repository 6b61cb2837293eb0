/** An HTTP server on 127.0.0.1. Bodies of requests are read by whoever handles them, whole or as a stream. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { RawAnswer } from "./engine.ts";
import { AwsError } from "./errors.ts";
import { createHttp2 } from "./http2-server.ts";
import { letBodyPass, streamedRequestOf } from "./incoming-request.ts";
import { alsoServeHttp2 } from "./one-port.ts";
import { sendBody } from "./send-body.ts";
import { StreamedAnswer, type StreamedRequest } from "./stream-protocol.ts";

export type Answer = RawAnswer | StreamedAnswer;

export type Handler = (request: StreamedRequest, requestId: string, signal: AbortSignal) => Promise<Answer>;

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

const sendWhole = (response: ServerResponse, { status, headers, body }: RawAnswer): void => {
  // A text goes out in one write together with the head; bytes would take two.
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, { ...headers, "content-length": length });
  response.end(body);
};

const send = async (response: ServerResponse, answer: Answer): Promise<void> => {
  if (response.destroyed) {
    if (answer instanceof StreamedAnswer) answer.body.destroy();
    return;
  }
  if (answer instanceof RawAnswer) return sendWhole(response, answer);
  response.writeHead(answer.status, answer.headers);
  await sendBody(answer.body, response);
};

/**
 * @param port 0 picks a free one
 * @throws {Error} `EADDRINUSE` when the port is taken
 */
export const startHttpEndpoint = async (port: number, handler: Handler): Promise<HttpEndpoint> => {
  const inFlight = new Set<AbortController>();

  const answerTo = (request: StreamedRequest, signal: AbortSignal): Promise<Answer> => {
    const requestId = randomUUID();
    return handler(request, requestId, signal).catch((error: unknown) => failureOf(error, requestId));
  };

  const respond = async (incoming: IncomingMessage, response: ServerResponse, signal: AbortSignal) => {
    const request = streamedRequestOf(incoming, response);
    try {
      const answer = await answerTo(request, signal);
      await letBodyPass(incoming, response, request.opened());
      await send(response, answer);
    } catch (error) {
      // Too late for another answer; clients that hang up while they are sent one are no fault.
      if (!response.destroyed) console.error(error);
      response.destroy();
    }
  };

  const serve = (incoming: IncomingMessage, response: ServerResponse): void => {
    const controller = new AbortController();
    inFlight.add(controller);
    response.once("close", () => {
      inFlight.delete(controller);
      if (!response.writableFinished) controller.abort();
    });
    void respond(incoming, response, controller.signal);
  };
  const server = createServer(serve);
  server.on("checkContinue", serve);
  server.keepAliveTimeout = keepAliveMs;
  // A large upload takes as long as it takes.
  server.requestTimeout = 0;
  const http2 = createHttp2((request, hangUp) => {
    inFlight.add(hangUp);
    return answerTo(request, hangUp.signal).finally(() => inFlight.delete(hangUp));
  });
  const hangUpSilent = alsoServeHttp2(server, http2.server);
  const actualPort = await listen(server, port);

  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const controller of inFlight) controller.abort();
      hangUpSilent();
      server.closeIdleConnections();
      http2.closeGently();
      const grace = setTimeout(() => {
        server.closeAllConnections();
        http2.closeAll();
      }, closeGraceMs);
      await closed;
      clearTimeout(grace);
    },
  };
};
