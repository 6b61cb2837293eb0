/** Holds a request against its contract; after this, only what the contract allows goes on. */
import type { ProblemError } from "@skein/contracts/problem";
import type { Route, Schema } from "@skein/contracts/route";
import type { z } from "zod/mini";
import { NotFound, ValidationFailed } from "../errors.ts";
import { errorsOf } from "../issues.ts";
import type { HttpEvent, HttpMiddleware } from "./context.ts";

/** A parameter given twice would leave open which one counts. */
const repeated = ({ multiValueQueryStringParameters }: HttpEvent): readonly ProblemError[] =>
  Object.entries(multiValueQueryStringParameters ?? {})
    .filter(([, values]) => values && values.length > 1)
    .map(([name]) => ({ path: `/query/${name}`, message: "must be given once" }));

/** @throws {ValidationFailed} naming everything that is wrong, not just the first */
export const validate = (route: Route): HttpMiddleware => ({
  before({ event, internal }) {
    const errors: ProblemError[] = [];
    const check = <S extends Schema>(schema: S, root: string, input: unknown): z.output<S> | undefined => {
      const result = schema.safeParse(input);
      if (!result.success) errors.push(...errorsOf(root, input, result.error.issues));
      return result.data;
    };

    if (route.params) {
      const params = route.params.safeParse(event.pathParameters ?? {});
      // A path that cannot name anything is the path of nothing.
      if (!params.success) throw new NotFound("resource");
      internal.params = params.data;
    }
    if (route.query) {
      errors.push(...repeated(event));
      internal.query = check(route.query, "/query", event.queryStringParameters ?? {}) ?? {};
    }
    if (route.headers) internal.headers = check(route.headers, "/headers", internal.requestHeaders);
    if (route.body) internal.body = check(route.body, "/body", internal.body);
    if (errors.length > 0) throw new ValidationFailed(errors);
  },
});
