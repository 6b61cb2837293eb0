/** Headers that every answer has, errors included. */
import type { HttpMiddleware } from "./context.ts";

type Request = Parameters<NonNullable<HttpMiddleware["before"]>>[0];

/** https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers */
const securityHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
};

/** Headers of an answer that a script of the site may read. */
const exposedHeaders = "etag, location, retry-after, x-correlation-id";

/** What a handler sets itself, such as the `cache-control` of a public page, stays. */
export const secureHeaders = (): HttpMiddleware => {
  const add = ({ response }: Request) => {
    if (response) response.headers = { ...securityHeaders, ...response.headers };
  };
  return { after: add, onError: add };
};

/**
 * Lets the site's pages read answers (https://fetch.spec.whatwg.org/#http-cors-protocol). Any other page gets no
 * CORS header at all. Preflights do not come here: the API answers them from the template.
 */
export const cors = (allowedOrigins: readonly string[]): HttpMiddleware => {
  const add = ({ internal, response }: Request) => {
    if (!response) return;
    const origin = internal.requestHeaders.origin;
    response.headers = {
      ...response.headers,
      ...(origin &&
        allowedOrigins.includes(origin) && {
          "access-control-allow-origin": origin,
          "access-control-expose-headers": exposedHeaders,
        }),
      vary: "origin",
    };
  };
  return { after: add, onError: add };
};
