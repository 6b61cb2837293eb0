/** An HTTP server on 127.0.0.1. Bodies of requests are read by whoever handles them, whole or as a stream. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type HangUp, RawAnswer } from "./engine.ts";
import { AwsError } from "./errors.ts";
import { createHttp2 } from "./http2-server.ts";
import { letBodyPass, streamedRequestOf } from "./incoming-request.ts";
import { alsoServeHttp2 } from "./one-port.ts";
import { sendBody } from "./send-body.ts";
import { StreamedAnswer, type StreamedRequest } from "./stream-protocol.ts";

export type Answer = RawAnswer | StreamedAnswer;

export type Handler = (request: StreamedRequest, requestId: string, hangUp: HangUp) => Promise<Answer>;

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

/** Nobody listens to a connection before an operation asks for the signal. */
class Connection implements HangUp {
  readonly #response: ServerResponse;
  readonly #stopping: AbortSignal;
  #signal: AbortSignal | undefined;

  constructor(response: ServerResponse, stopping: AbortSignal) {
    this.#response = response;
    this.#stopping = stopping;
  }

  get signal(): AbortSignal {
    this.#signal ??= this.#listen();
    return this.#signal;
  }

  #listen(): AbortSignal {
    const gone = new AbortController();
    const response = this.#response;
    if (response.destroyed) gone.abort();
    response.once("close", () => {
      if (!response.writableFinished) gone.abort();
    });
    return AbortSignal.any([this.#stopping, gone.signal]);
  }
}

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
  const stopping = new AbortController();

  const answerTo = (request: StreamedRequest, hangUp: HangUp): Promise<Answer> => {
    const requestId = randomUUID();
    return handler(request, requestId, hangUp).catch((error: unknown) => failureOf(error, requestId));
  };

  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = streamedRequestOf(incoming, response);
    try {
      const answer = await answerTo(request, new Connection(response, stopping.signal));
      await letBodyPass(incoming, response, request.opened());
      await send(response, answer);
    } catch (error) {
      // Too late for another answer; clients that hang up while they are sent one are no fault.
      if (!response.destroyed) console.error(error);
      response.destroy();
    }
  };

  const serve = (incoming: IncomingMessage, response: ServerResponse): void => {
    void respond(incoming, response);
  };
  const server = createServer({ optimizeEmptyRequests: true }, serve);
  server.on("checkContinue", serve);
  server.keepAliveTimeout = keepAliveMs;
  // A large upload takes as long as it takes.
  server.requestTimeout = 0;
  const http2 = createHttp2(answerTo, stopping.signal);
  const hangUpSilent = alsoServeHttp2(server, http2.server);
  const actualPort = await listen(server, port);

  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      stopping.abort();
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
