/**
 * The error document of every API: RFC 9457 problem details (https://www.rfc-editor.org/rfc/rfc9457).
 *
 * A client matches on `type` (or on the code at its end), never on `title` or `detail`.
 */
import * as z from "zod/mini";
import { wholeNumber } from "./whole-number.ts";

/** Every code that an API may answer, with the status and the title that never change for it. */
export const problemCodes = {
  "validation-failed": { status: 400, title: "The request is not valid" },
  "malformed-body": { status: 400, title: "The body is not a JSON object" },
  "cursor-invalid": { status: 400, title: "The cursor is not valid for this list" },
  unauthorized: { status: 401, title: "A valid access token is required" },
  forbidden: { status: 403, title: "The caller is not allowed to do this" },
  "not-found": { status: 404, title: "There is no such resource" },
  "method-not-allowed": { status: 405, title: "The resource does not support this method" },
  conflict: { status: 409, title: "The resource is in the way of this request" },
  "slug-taken": { status: 409, title: "Another post has this slug" },
  "idempotency-in-progress": { status: 409, title: "A request with this Idempotency-Key is still running" },
  "version-conflict": { status: 412, title: "The resource has changed since it was read" },
  "payload-too-large": { status: 413, title: "The request is too large" },
  "unsupported-media-type": { status: 415, title: "The body must be application/json" },
  "idempotency-mismatch": {
    status: 422,
    title: "This Idempotency-Key was used for a request with other content",
  },
  "if-match-required": { status: 428, title: "The If-Match header is required" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "The service is not able to answer now" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCodes;

const prefix = "urn:problem-type:skein:";

/** `validation-failed` -> `urn:problem-type:skein:validation-failed` */
export const problemType = (code: ProblemCode): string => prefix + code;

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemCodes, code);

/** The code at the end of a problem's `type`; `undefined` for a type that is not ours. */
export const problemCodeOf = (type: string): ProblemCode | undefined => {
  const code = type.startsWith(prefix) ? type.slice(prefix.length) : "";
  return isProblemCode(code) ? code : undefined;
};

/** One thing wrong with a request. */
export const problemError = z.object({
  /** Part of the request and JSON pointer into it (RFC 6901): `/body/title`, `/query/limit`. */
  path: z.string(),
  message: z.string(),
});

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: wholeNumber(400, 599),
  /** What happened this time, for people. */
  detail: z.optional(z.string()),
  /** Finds the request in the logs. */
  correlationId: z.string(),
  errors: z.optional(z.array(problemError)),
});

export type Problem = z.infer<typeof problem>;
export type ProblemError = z.infer<typeof problemError>;

export const problemContentType = "application/problem+json";
