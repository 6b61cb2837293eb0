/** Headers that every answer has, errors included. */
import type { HttpMiddleware } from "./context.ts";

type Request = Parameters<NonNullable<HttpMiddleware["before"]>>[0];

/** https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers */
const securityHeaders = Object.entries({
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
});

/** Headers of an answer that a script of the site may read. */
const exposedHeaders = "etag, location, retry-after, x-correlation-id";

/** What a handler sets itself, such as the `cache-control` of a public page, stays. */
export const secureHeaders = (): HttpMiddleware => {
  const add = ({ response }: Request) => {
    if (!response?.headers) return;
    for (const [name, value] of securityHeaders) response.headers[name] ??= value;
  };
  return { after: add, onError: add };
};

/**
 * Lets the site's pages read answers (https://fetch.spec.whatwg.org/#http-cors-protocol). Any other page gets no
 * CORS header at all. Preflights do not come here: the API answers them from the template.
 */
export const cors = (allowedOrigins: readonly string[]): HttpMiddleware => {
  const add = ({ internal, response }: Request) => {
    if (!response?.headers) return;
    response.headers.vary = "origin";
    const { origin } = internal.requestHeaders;
    if (!origin || !allowedOrigins.includes(origin)) return;
    response.headers["access-control-allow-origin"] = origin;
    response.headers["access-control-expose-headers"] = exposedHeaders;
  };
  return { after: add, onError: add };
};
