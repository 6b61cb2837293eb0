/** Turns whatever was thrown into an answer of RFC 9457. */
import { type Problem, problemCodes, problemContentType, problemType } from "@skein/contracts/problem";
import { logger } from "../logger.ts";
import type { HttpMiddleware } from "./context.ts";
import { denialIn, problemOf } from "./problem-of.ts";

/**
 * A fault of ours is logged with all there is; what a caller did wrong is said to the caller, and noted.
 *
 * `PROBLEM_DETAILS=full`, which no production stage sets, also tells the caller what AWS said: a developer whose
 * function lacks a permission reads action and resource in the answer itself.
 */
export const problems = (): HttpMiddleware => ({
  onError(request) {
    const problem = problemOf(request.error, process.env.PROBLEM_DETAILS === "full");
    const { code, status, message, errors, headers } = problem;
    if (status >= 500) {
      const error = problem.cause instanceof Error ? problem.cause : problem;
      logger.error(message, { error, problem: code, ...denialIn(error) });
    } else {
      logger.info(message, { problem: code });
    }
    const body: Problem = {
      type: problemType(code),
      title: problemCodes[code].title,
      status,
      detail: message,
      correlationId: request.internal.correlationId,
      ...(errors.length > 0 && { errors: [...errors] }),
    };
    request.response = {
      statusCode: status,
      headers: { ...headers, "content-type": problemContentType },
      body: JSON.stringify(body),
    };
  },
});
