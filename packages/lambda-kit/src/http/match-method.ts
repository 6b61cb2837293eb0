/** A function serves one route; being called with another method means that the template is wrong. */
import type { Route } from "@skein/contracts/route";
import { MethodNotAllowed } from "../errors.ts";
import type { HttpMiddleware } from "./context.ts";

export const matchMethod = (route: Route): HttpMiddleware => ({
  before({ event }) {
    if (event.httpMethod !== route.method) throw new MethodNotAllowed(event.httpMethod, route.method);
  },
});
