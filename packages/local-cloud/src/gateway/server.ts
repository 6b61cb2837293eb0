/** The gateway, put together: the endpoint, the engines behind it, and the local API beside them. */
import type { CloudConfig } from "../config.ts";
import { closeInOrder } from "../state/close-in-order.ts";
import type { Authorizer } from "./authorize.ts";
import { answerPreflight } from "./cors.ts";
import type { CredentialStore } from "./credential-store.ts";
import { createDispatch, createDispatcher } from "./dispatcher.ts";
import type { Dispatcher, Engine } from "./engine.ts";
import { createEngineRegistry } from "./engine-registry.ts";
import { AwsError } from "./errors.ts";
import { type Handler, startHttpEndpoint } from "./http-endpoint.ts";
import { type Interference, noInterference } from "./interference.ts";
import type { Journal } from "./journal.ts";
import { createLocalApi, isLocalPath, type LocalRoute } from "./local-api.ts";
import { readBody } from "./read-body.ts";
import { createServe } from "./serve.ts";
import { createServeStream } from "./serve-stream.ts";

export interface GatewayOptions {
  readonly config: Pick<CloudConfig, "region" | "accountId" | "port">;
  readonly credentials: CredentialStore;
  readonly authorizer: Authorizer;
  readonly journal: Journal;
  /** Faults on purpose; none unless given. */
  readonly interference?: Interference;
  /** Bearer token of the operator's local routes. */
  readonly operatorSecret: string;
  /**
   * Builds the engines. They may keep the dispatcher, but must not use it before `startGateway` has returned.
   * They stop in the order in which they are given.
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

/**
 * Starts the endpoint. Only loopback can reach it.
 *
 * @throws {Error} `EADDRINUSE` when the port is taken; nothing is left running then
 */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { config, credentials, authorizer, journal, now = () => new Date() } = options;
  const { interference = noInterference } = options;
  const { region, accountId } = config;
  const registry = createEngineRegistry();
  const dispatch = createDispatch({
    registry,
    authorizer,
    journal,
    interference,
    region,
    accountId,
    now,
  });
  const dispatcher = createDispatcher(dispatch, registry);
  const serve = createServe({ registry, dispatch, journal, credentials, region, now });
  const streams = createServeStream({ registry, dispatch, journal, credentials, region, now });
  const localApi = createLocalApi(() => options.localRoutes?.() ?? [], options.operatorSecret);
  let ready = false;

  const handler: Handler = async (incoming, requestId, hangUp) => {
    if (!ready)
      throw new AwsError("ServiceUnavailable", "The local cloud is starting: try again.", { status: 503 });
    const streaming = streams.engineFor(incoming);
    if (streaming) return streams.serve(streaming, incoming, requestId, hangUp);
    const { method, url, headers } = incoming;
    const request = { method, url, headers, body: await readBody(incoming.openBody()) };
    if (isLocalPath(request.url)) return localApi(request);
    if (request.method === "OPTIONS") return answerPreflight(request);
    return serve(request, requestId, hangUp);
  };

  const http = await startHttpEndpoint(config.port, handler);
  const close = () => closeInOrder([http, ...registry.all()]);
  try {
    for (const engine of await options.engines({ dispatcher, endpoint: () => http.url }))
      registry.add(engine);
    ready = true;
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint: http.url, dispatcher, close };
};
