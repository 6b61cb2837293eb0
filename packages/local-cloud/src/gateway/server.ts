/** The one endpoint of the local cloud: an HTTP server on 127.0.0.1. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CloudConfig } from "../config.ts";
import type { Authorizer } from "./authorize.ts";
import { answerPreflight } from "./cors.ts";
import type { CredentialStore } from "./credential-store.ts";
import { createDispatch, createDispatcher } from "./dispatcher.ts";
import { type Dispatcher, type Engine, RawAnswer, type RawRequest } from "./engine.ts";
import { createEngineRegistry } from "./engine-registry.ts";
import { AwsError } from "./errors.ts";
import type { Journal } from "./journal.ts";
import { createLocalApi, isLocalPath, type LocalRoute } from "./local-api.ts";
import { readBody } from "./read-body.ts";
import { createServe } from "./serve.ts";

export interface GatewayOptions {
  readonly config: Pick<CloudConfig, "region" | "accountId" | "port">;
  readonly credentials: CredentialStore;
  readonly authorizer: Authorizer;
  readonly journal: Journal;
  /** Bearer token of the operator's local routes. */
  readonly operatorSecret: string;
  /**
   * Builds the engines. They may keep the dispatcher and the endpoint, but must not use either before
   * `startGateway` has returned.
   */
  readonly engines: (context: EngineContext) => Promise<readonly Engine[]> | readonly Engine[];
  readonly localRoutes?: () => readonly LocalRoute[];
  readonly now?: () => Date;
}

export interface EngineContext {
  readonly dispatcher: Dispatcher;
  /** `http://127.0.0.1:4566` */
  readonly endpoint: () => string;
}

export interface Gateway {
  readonly endpoint: string;
  readonly dispatcher: Dispatcher;
  /** Stops answering, ends long polls, closes the engines. */
  close(): Promise<void>;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const rawRequestOf = async (request: IncomingMessage): Promise<RawRequest> => ({
  method: request.method ?? "GET",
  url: request.url ?? "/",
  headers: request.headers,
  body: await readBody(request),
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

const send = (response: ServerResponse, answer: RawAnswer): void => {
  if (response.destroyed) return;
  // A text goes out in one write together with the head; bytes would take two.
  const length = typeof answer.body === "string" ? Buffer.byteLength(answer.body) : answer.body.length;
  response.writeHead(answer.status, { ...answer.headers, "content-length": length });
  response.end(answer.body);
};

/**
 * Starts the endpoint. Only loopback can reach it.
 *
 * @throws {Error} `EADDRINUSE` when the port is taken; nothing is left running then
 */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { config, credentials, authorizer, journal, now = () => new Date() } = options;
  const { region, accountId } = config;
  const registry = createEngineRegistry();
  const dispatch = createDispatch({ registry, authorizer, journal, region, accountId, now });
  const dispatcher = createDispatcher(dispatch, registry);
  const serve = createServe({ registry, dispatch, journal, credentials, region, now });
  const localApi = createLocalApi(() => options.localRoutes?.() ?? [], options.operatorSecret);
  const inFlight = new Set<AbortController>();

  let ready = false;

  const answer = async (request: RawRequest, requestId: string, signal: AbortSignal) => {
    if (!ready)
      throw new AwsError("ServiceUnavailable", "The local cloud is starting: try again.", { status: 503 });
    if (isLocalPath(request.url)) return localApi(request);
    if (request.method === "OPTIONS") return answerPreflight(request);
    return serve(request, requestId, signal);
  };

  const server = createServer((incoming, response) => {
    const requestId = randomUUID();
    const controller = new AbortController();
    inFlight.add(controller);
    response.once("close", () => {
      inFlight.delete(controller);
      if (!response.writableFinished) controller.abort();
    });
    rawRequestOf(incoming)
      .then((request) => answer(request, requestId, controller.signal))
      .catch((error: unknown) => failureOf(error, requestId))
      .then((result) => send(response, result));
  });
  // Longer than the idle time of the SDKs' own connections, so that it is they who hang up.
  server.keepAliveTimeout = 75_000;

  const port = await listen(server, config.port);
  const endpoint = `http://127.0.0.1:${port}`;

  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const controller of inFlight) controller.abort();
    server.closeIdleConnections();
    const grace = setTimeout(() => server.closeAllConnections(), 1_000);
    await closed;
    clearTimeout(grace);
    for (const engine of registry.all()) await engine.close?.();
  };

  try {
    for (const engine of await options.engines({ dispatcher, endpoint: () => endpoint }))
      registry.add(engine);
    ready = true;
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint, dispatcher, close };
};
