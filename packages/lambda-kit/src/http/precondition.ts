/** Optimistic locking: which version a write expects. */
import { changesVersion, type Route } from "@skein/contracts/route";
import { IfMatchRequired } from "../errors.ts";
import { expectedVersionOf } from "../etag.ts";
import type { HttpMiddleware } from "./context.ts";

export const precondition = (route: Route): HttpMiddleware => ({
  before({ internal }) {
    if (!changesVersion(route)) return;
    const ifMatch = internal.requestHeaders["if-match"];
    if (ifMatch === undefined && route.concurrency === "etag-required") throw new IfMatchRequired();
    internal.expectedVersion = expectedVersionOf(ifMatch);
  },
});
