/** Puts together what a handler gets. */
import { uuidv7 } from "@skein/contracts/ids";
import type { Route } from "@skein/contracts/route";
import { cursorsFor } from "../cursor.ts";
import { logger } from "../logger.ts";
import type { HttpRequest, HttpState } from "./context.ts";

/** Who a cursor or an idempotency key belongs to. */
export const principalOf = ({ user, caller }: HttpState): string => user?.id ?? caller?.arn ?? "";

/** What is listed, and by which filter, is part of a cursor's scope; the page's size may change on the way. */
const listOf = ({ params, query }: HttpState): Record<string, string> => {
  const { cursor: _, limit: __, ...filter } = query ?? {};
  return Object.fromEntries([
    ...Object.entries(params ?? {}).map(([name, value]) => [`path.${name}`, String(value)]),
    ...Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`query.${name}`, String(value)]),
  ]);
};

export const requestOf = <R extends Route>(
  route: R,
  state: HttpState,
  signal: AbortSignal,
): HttpRequest<R> => {
  const request = {
    params: state.params ?? {},
    query: state.query ?? {},
    headers: state.headers ?? {},
    body: state.body,
    user: state.user,
    caller: state.caller,
    expectedVersion: state.expectedVersion,
    cursors: cursorsFor({ route: route.operationId, principal: principalOf(state), ...listOf(state) }),
    requestId: uuidv7(),
    correlationId: state.correlationId,
    traceparent: state.traceparent,
    logger,
    signal,
  };
  // The middlewares have held every part against the contract that this type is inferred from.
  return request as unknown as HttpRequest<R>;
};
