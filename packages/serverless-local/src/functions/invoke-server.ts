/**
 * Takes the invocations of one service's functions, in place of serverless-offline's class of the same name
 * (`../framework/replace-modules.ts`). That one answers any web page that finds its port, brings the process
 * down when an asynchronous invocation throws, and reports every error as "Error".
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import pLimit, { type LimitFunction } from "p-limit";
import { listen } from "../net/listen.ts";
import { readBody } from "../net/read-body.ts";
import { isFromWebPage } from "../net/web-page.ts";
import { type FunctionFailure, failureOf } from "./function-error.ts";
import type { Invocation } from "./invocation.ts";

/** serverless-offline's pool of functions. */
interface OfflineLambda {
  listFunctionNames(): readonly string[];
  /** An idle instance, or a new one. */
  getByFunctionName(name: string): {
    setEvent(event: Invocation): void;
    setClientContext(context: unknown): void;
    /** With our runner: the answer as JSON. */
    runHandler(): Promise<string>;
  };
}

export type InvocationResult = { readonly payload: string } | { readonly failure: FunctionFailure };

/** Invokes a function by its full name. @throws {UnknownFunction} */
export type Invoke = (
  functionName: string,
  event: unknown,
  clientContext?: unknown,
) => Promise<InvocationResult>;

/** No function of this service has that name. */
export class UnknownFunction extends Error {
  constructor(functionName: string) {
    super(`Function not found: ${functionName}`);
    this.name = "ResourceNotFoundException";
  }
}

/** Told when functions can be invoked. serverless-offline waits for it before it goes on. */
export type FunctionsReady = (invoke: Invoke, invokeUrl: string) => Promise<void>;

interface OfflineOptions {
  readonly host: string;
  readonly lambdaPort: number;
  readonly onFunctionsReady: FunctionsReady;
}

/**
 * Instances of one function. AWS would start one for each of sixty simultaneous requests; a laptop that did would be so
 * busy starting them that all sixty time out. The others wait their turn, which counts towards no time-out of a function.
 */
const instancesAtOnce = 10;

export default class InvokeServer {
  readonly #options: OfflineOptions;
  readonly #lambda: OfflineLambda;
  readonly #server: Server;
  readonly #turns = new Map<string, LimitFunction>();

  constructor(options: OfflineOptions, lambda: OfflineLambda) {
    this.#options = options;
    this.#lambda = lambda;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        send(response, 500, { Type: "Service", Message: String(error) });
      });
    });
    // Pollers keep their connections; closing them first would race with their next request.
    this.#server.keepAliveTimeout = 60_000;
  }

  async start(): Promise<void> {
    const { host, lambdaPort, onFunctionsReady } = this.#options;
    const url = await listen(this.#server, { host, port: lambdaPort, what: "the function host" });
    await onFunctionsReady((name, event, clientContext) => this.#invoke(name, event, clientContext), url);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #invoke(functionName: string, event: unknown, clientContext?: unknown): Promise<InvocationResult> {
    if (!this.#lambda.listFunctionNames().includes(functionName)) throw new UnknownFunction(functionName);
    const turns = this.#turns.get(functionName) ?? pLimit(instancesAtOnce);
    this.#turns.set(functionName, turns);
    return turns(async () => {
      const instance = this.#lambda.getByFunctionName(functionName);
      instance.setClientContext(clientContext);
      instance.setEvent({ requestId: crypto.randomUUID(), event });
      try {
        return { payload: await instance.runHandler() };
      } catch (error) {
        return { failure: failureOf(error) };
      }
    });
  }

  /** See https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = functionNameOf(request);
    if (isFromWebPage(request))
      return send(response, 403, { Message: "Functions are invoked by local tools only" });
    if (!name) return send(response, 404, { Message: "This port takes invocations of functions only" });
    const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse";
    if (type !== "RequestResponse")
      return send(response, 400, {
        Type: "User",
        Message: `A function host takes RequestResponse only; send "${type}" to the AWS endpoint`,
      });
    const body = await readBody(request, 6 * 1024 * 1024);
    const event: unknown = body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
    try {
      const result = await this.#invoke(name, event, clientContextOf(request));
      if ("payload" in result) return send(response, 200, result.payload);
      return send(response, 200, result.failure, { "x-amz-function-error": "Unhandled" });
    } catch (error) {
      if (!(error instanceof UnknownFunction)) throw error;
      return send(
        response,
        404,
        { Type: "User", Message: error.message },
        { "x-amzn-errortype": error.name },
      );
    }
  }
}

const functionNameOf = (request: IncomingMessage): string | undefined => {
  const match = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/.exec(request.url ?? "");
  return request.method === "POST" && match?.[1] ? decodeURIComponent(match[1]) : undefined;
};

const clientContextOf = (request: IncomingMessage): unknown => {
  const header = request.headers["x-amz-client-context"];
  return typeof header === "string" ? JSON.parse(Buffer.from(header, "base64").toString("utf8")) : undefined;
};

const send = (
  response: ServerResponse,
  status: number,
  body: string | object,
  headers: Record<string, string> = {},
): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};
