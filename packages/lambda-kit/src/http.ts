/** The stack of every function behind a route of API Gateway. */
import type { AnswerOf, Route } from "@skein/contracts/route";
import type { Context } from "aws-lambda";
import type { Authenticate } from "./auth.ts";
import type { HttpEvent, HttpRequest, HttpResult } from "./http/context.ts";
import type { IdempotencyStore } from "./idempotency.ts";

export interface HttpOptions {
  readonly authenticate?: Authenticate;
  readonly idempotency?: IdempotencyStore;
}

export const http = <const R extends Route>(
  _route: R,
  _handler: (request: HttpRequest<R>) => Promise<AnswerOf<R>>,
  _options: HttpOptions = {},
): ((event: HttpEvent, context: Context) => Promise<HttpResult>) => {
  throw new Error("soon");
};
