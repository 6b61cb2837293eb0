/** Knows who calls before anything of the request is read. */
import type { Route } from "@skein/contracts/route";
import { type Authenticate, bearerToken, callerOf } from "../auth.ts";
import { Forbidden } from "../errors.ts";
import { logger } from "../logger.ts";
import type { HttpMiddleware } from "./context.ts";

export const authorize = (route: Route, authenticate: Authenticate): HttpMiddleware => ({
  async before({ event, internal }) {
    switch (route.auth) {
      case "user":
        internal.user = await authenticate(bearerToken(internal.requestHeaders.authorization));
        logger.appendKeys({ userId: internal.user.id });
        if (route.group !== undefined && !internal.user.groups.includes(route.group))
          throw new Forbidden(`Only members of the group "${route.group}" may do this`);
        return;
      case "iam":
        internal.caller = callerOf(event.requestContext.identity);
        logger.appendKeys({ caller: internal.caller.arn });
        return;
      case "public":
        return;
    }
  },
});
