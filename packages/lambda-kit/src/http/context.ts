/** What a handler gets, and what the middlewares pass along. */

import type { MiddlewareObj } from "@middy/core";
import type { BodyOf, HeadersOf, ParamsOf, QueryOf, Route } from "@skein/contracts/route";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Caller, User } from "../auth.ts";
import type { Cursors } from "../cursor.ts";
import type { Logger } from "../logger.ts";

/** A request that kept its contract. */
export interface HttpRequest<R extends Route> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly headers: HeadersOf<R>;
  readonly body: BodyOf<R>;
  /** Who is logged in; on routes with `auth: "user"`. */
  readonly user: R["auth"] extends "user" ? User : undefined;
  /** Who signed the request; on routes with `auth: "iam"`. */
  readonly caller: R["auth"] extends "iam" ? Caller : undefined;
  /** The version that If-Match asks for; `undefined` when any will do. */
  readonly expectedVersion: number | undefined;
  /** Cursors of this caller for this route and filter. */
  readonly cursors: Cursors;
  /**
   * A UUIDv7, the same for every attempt with one `Idempotency-Key`: use it as the id of what the request
   * creates, and a retry after a crash finds the first attempt's work instead of doing it again.
   */
  readonly requestId: string;
  readonly correlationId: string;
  /** Store it on what you write, and the events about it carry the trace on. */
  readonly traceparent: string;
  readonly logger: Logger;
  /** Aborted shortly before Lambda's timeout. */
  readonly signal: AbortSignal;
}

/** What is known about the request so far; grows from middleware to middleware. */
export interface HttpState extends Record<string, unknown> {
  startedAt: number;
  correlationId: string;
  traceparent: string;
  /** By lower-case name: API Gateway hands names over as the client wrote them. */
  requestHeaders: Readonly<Record<string, string | undefined>>;
  user?: User;
  caller?: Caller;
  params?: unknown;
  query?: Readonly<Record<string, unknown>>;
  headers?: unknown;
  body?: unknown;
  expectedVersion?: number | undefined;
}

/** middy hands the event to the handler, and nothing else: so the state travels on it. */
export interface HttpEvent extends APIGatewayProxyEvent {
  state?: HttpState;
}
export type HttpResult = APIGatewayProxyResult;
export type HttpMiddleware = MiddlewareObj<HttpEvent, HttpResult, Error, Context, HttpState>;
