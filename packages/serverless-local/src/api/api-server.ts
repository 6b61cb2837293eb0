/**
 * Serves one REST API on its own port, as API Gateway would: what the template says about authorizers, keys,
 * validation and throttling holds here. serverless-offline's own HTTP server is not used, because it serves a
 * route unauthenticated when it does not understand the authorizer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Log } from "../log.ts";
import { listen } from "../net/listen.ts";
import { BodyTooLarge, readBody } from "../net/read-body.ts";
import { type ApiRequest, apiRequestOf } from "./api-request.ts";
import {
  type GatewayAnswer,
  GatewayRefusal,
  type GatewayResponses,
  gatewayAnswer,
} from "./gateway-responses.ts";
import type { ApiHandler } from "./handle-request.ts";
import type { ApiAnswer } from "./proxy-answer.ts";
import type { RestApi } from "./rest-api.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const payloadLimit = 10 * 1024 * 1024;

/** serverless-offline lets this header dictate who the caller is. No client has an honest use for it. */
const overrideHeader = "sls-offline-authorizer-override";

export interface ServedApi {
  readonly api: RestApi;
  readonly handle: ApiHandler;
}

export interface ApiServer {
  /** `http://127.0.0.1:4120` */
  readonly url: string;
  /** From now on requests are answered by this API; before the first, and for `undefined`, by 503. */
  serve(served: ServedApi | undefined): void;
  close(): Promise<void>;
}

/** @throws {LocalError} when the port is taken */
export const startApiServer = async (place: { host: string; port: number }, log: Log): Promise<ApiServer> => {
  let served: ServedApi | undefined;
  const server = createServer((incoming, outgoing) => {
    const started = performance.now();
    respond(served, incoming, outgoing, log)
      .catch((error: unknown) => {
        log.warn(`${incoming.method} ${incoming.url}: ${error instanceof Error ? error.message : error}`);
        outgoing.destroy();
      })
      .finally(() => {
        const took = Math.round(performance.now() - started);
        log.note(`${incoming.method} ${incoming.url} ${outgoing.statusCode} ${took} ms`);
      });
  });
  const url = await listen(server, { ...place, what: "the API" });
  return {
    url,
    serve: (next) => {
      served = next;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};

const respond = async (
  served: ServedApi | undefined,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  log: Log,
): Promise<void> => {
  if (!served)
    return send(outgoing, { status: 503, headers: {}, body: '{"message":"The service is starting"}' });
  if (incoming.headers[overrideHeader] !== undefined)
    return send(outgoing, {
      status: 403,
      headers: { "content-type": "application/json" },
      body: `{"message":"The header ${overrideHeader} is refused"}`,
    });
  const { request, refusal } = await readRequest(incoming);
  const base = {
    "x-amzn-requestid": request.id,
    "x-amz-apigw-id": request.extendedId,
    "x-amzn-trace-id": request.traceId,
  };
  try {
    if (refusal) throw refusal;
    const answer = await served.handle(request);
    send(outgoing, { ...answer, headers: { ...base, ...answer.headers } });
  } catch (error) {
    const known = error instanceof GatewayRefusal;
    if (!known)
      log.warn(`${request.method} ${request.path}: ${error instanceof Error ? error.message : error}`);
    const answer = refused(served.api, known ? error : new GatewayRefusal("API_FAILURE"), request);
    send(outgoing, { ...answer, headers: { ...base, ...answer.headers } });
  }
};

const readRequest = async (
  incoming: IncomingMessage,
): Promise<{ request: ApiRequest; refusal?: GatewayRefusal }> => {
  try {
    return { request: apiRequestOf(incoming, await readBody(incoming, payloadLimit)) };
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    return {
      request: apiRequestOf(incoming, Buffer.alloc(0)),
      refusal: new GatewayRefusal("REQUEST_TOO_LARGE"),
    };
  }
};

const refused = (api: RestApi, refusal: GatewayRefusal, request: ApiRequest): GatewayAnswer => {
  const responses: GatewayResponses = api.gatewayResponses;
  return gatewayAnswer(responses, refusal, {
    context: {
      accountId: api.accountId,
      apiId: api.id,
      httpMethod: request.method,
      "identity.sourceIp": request.sourceIp,
      "identity.userAgent": request.headers["user-agent"] ?? "",
      extendedRequestId: request.extendedId,
      path: `/${api.stage}${request.path}`,
      protocol: request.protocol,
      requestId: request.id,
      requestTimeEpoch: String(request.receivedAt.getTime()),
      stage: api.stage,
    },
    header: (name) => request.headers[name.toLowerCase()],
  });
};

const send = (outgoing: ServerResponse, answer: ApiAnswer | GatewayAnswer): void => {
  for (const [name, value] of Object.entries(answer.headers))
    outgoing.setHeader(name, typeof value === "string" ? value : [...value]);
  const body = Buffer.from(answer.body);
  if (body.length > 0 || answer.status !== 204) outgoing.setHeader("content-length", body.length);
  outgoing.writeHead(answer.status);
  outgoing.end(body);
};
