/** The stack of every function behind a route of API Gateway (REST, Lambda proxy integration). */
import middy from "@middy/core";
import type { AnswerOf, Route } from "@skein/contracts/route";
import type { Context } from "aws-lambda";
import { type Authenticate, authenticate as authenticateByPool } from "./auth.ts";
import { Unavailable } from "./errors.ts";
import { type Answer, checkAnswer, render } from "./http/answer.ts";
import { authorize } from "./http/authorize.ts";
import type { HttpEvent, HttpRequest, HttpResult, HttpState } from "./http/context.ts";
import { cors, secureHeaders } from "./http/headers.ts";
import { idempotencyKeyOf, idempotently } from "./http/idempotent.ts";
import { jsonBody } from "./http/json-body.ts";
import { matchMethod } from "./http/match-method.ts";
import { observe } from "./http/observe.ts";
import { precondition } from "./http/precondition.ts";
import { problems } from "./http/problems.ts";
import { principalOf, requestOf } from "./http/request.ts";
import { validate } from "./http/validate.ts";
import type { IdempotencyStore } from "./idempotency.ts";
import { dynamoDbIdempotency } from "./idempotency-store.ts";
import { listSetting } from "./settings.ts";

/** What the stack stands on; tests pass their own. */
export interface HttpOptions {
  readonly authenticate?: Authenticate;
  readonly idempotency?: IdempotencyStore;
  /** Origins of the site; from `ALLOWED_ORIGINS` unless given. */
  readonly allowedOrigins?: readonly string[];
}

/** Time to say 503 before Lambda cuts the function off, and API Gateway answers a 502 without a body. */
const timeoutEarlyInMillis = 200;

/**
 * Makes the handler of a route: parses, authorises, validates, correlates, logs, maps errors.
 *
 * @example
 * export const handler = http(getTodoRoute, async ({ params, user }) => {
 *   const todo = await todoRepository().get(user.id, params.todoId);
 *   return { status: 200, body: todo };
 * });
 */
export const http = <const R extends Route>(
  route: R,
  handler: (request: HttpRequest<R>) => Promise<AnswerOf<R>>,
  {
    authenticate = authenticateByPool,
    idempotency = dynamoDbIdempotency(),
    allowedOrigins = listSetting(process.env.ALLOWED_ORIGINS),
  }: HttpOptions = {},
): ((event: HttpEvent, context: Context) => Promise<HttpResult>) => {
  const answer = async ({ state }: HttpEvent, context: Context, { signal }: { signal: AbortSignal }) => {
    if (!state) throw new Error("the stack did not run");
    const request = requestOf(route, state, signal);
    const work = async (requestId: string): Promise<Answer> =>
      checkAnswer(route, await handler({ ...request, requestId }));

    const key = route.idempotent && idempotencyKeyOf(state.requestHeaders["idempotency-key"]);
    const done = key
      ? await idempotently(
          {
            scope: [route.operationId, principalOf(state)],
            key,
            content: [request.params, request.query, request.body],
            requestId: request.requestId,
            owner: state.user?.id,
            remainingMilliseconds: context.getRemainingTimeInMillis(),
          },
          idempotency,
          work,
        )
      : await work(request.requestId);
    return render(route, done, state.requestHeaders["if-none-match"]);
  };

  // `before` runs from top to bottom, `after` and `onError` from bottom to top.
  return middy<HttpEvent, HttpResult, Error, Context, HttpState>(answer, {
    timeoutEarlyInMillis,
    timeoutEarlyResponse: () => {
      throw new Unavailable("The request took too long; it may or may not have been carried out");
    },
  })
    .use(observe(route))
    .use(cors(allowedOrigins))
    .use(secureHeaders())
    .use(problems())
    .use(matchMethod(route))
    .use(authorize(route, authenticate))
    .use(jsonBody(route))
    .use(validate(route))
    .use(precondition(route));
};
