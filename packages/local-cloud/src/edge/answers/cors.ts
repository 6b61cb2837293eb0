/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html#understanding-response-headers-policies-cors */
import type { CorsConfig } from "../../engines/cloudfront/wire/response-headers-policy.ts";
import { type HeaderMap, headerText } from "../headers.ts";
import type { ViewerRequest } from "../viewer/viewer-request.ts";

const corsHeaders = [
  "access-control-allow-origin",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-allow-credentials",
  "access-control-expose-headers",
  "access-control-max-age",
];

const everyMethod = "GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT";

/** `https://*.example.com`, `*.example.com`, `https://example.com`, `example.com`: without a scheme, any. */
const isAllowed = (origin: string, allowed: string): boolean => {
  const wanted = allowed.includes("://") ? origin : origin.replace(/^[a-z]+:\/\//i, "");
  const [before = "", after] = allowed.split("*", 2);
  if (after === undefined) return wanted.toLowerCase() === allowed.toLowerCase();
  return wanted.length > allowed.length - 1 && wanted.startsWith(before) && wanted.endsWith(after);
};

const allowedOrigin = (origin: string, allowed: readonly string[]): string | undefined => {
  if (allowed.includes("*")) return "*";
  return allowed.some((one) => isAllowed(origin, one)) ? origin : undefined;
};

const preflightHeaders = (cors: CorsConfig): Record<string, string> => ({
  "access-control-allow-methods": cors.AccessControlAllowMethods.includes("ALL")
    ? everyMethod
    : cors.AccessControlAllowMethods.join(", "),
  ...(cors.AccessControlAllowHeaders.length > 0
    ? { "access-control-allow-headers": cors.AccessControlAllowHeaders.join(", ") }
    : {}),
  ...(cors.AccessControlMaxAgeSec === undefined
    ? {}
    : { "access-control-max-age": String(cors.AccessControlMaxAgeSec) }),
});

const addedHeaders = (cors: CorsConfig, request: ViewerRequest, origin: string): Record<string, string> => {
  const preflight =
    request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
  const { AccessControlExposeHeaders: exposed = [] } = cors;
  return {
    "access-control-allow-origin": origin,
    ...(cors.AccessControlAllowCredentials ? { "access-control-allow-credentials": "true" } : {}),
    ...(preflight ? preflightHeaders(cors) : {}),
    ...(!preflight && exposed.length > 0 ? { "access-control-expose-headers": exposed.join(", ") } : {}),
  };
};

/** What the origin says about it stays, when there is any and the policy does not override it. */
export const withCors = (headers: HeaderMap, cors: CorsConfig, request: ViewerRequest): HeaderMap => {
  const origin = headerText(request.headers, "origin");
  if (origin === undefined) return headers;
  const saidByOrigin = corsHeaders.some((name) => headers[name] !== undefined);
  if (saidByOrigin && !cors.OriginOverride) return headers;
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !corsHeaders.includes(name)));
  const allowed = allowedOrigin(origin, cors.AccessControlAllowOrigins);
  if (allowed === undefined) return kept;
  const vary = headerText(kept, "vary");
  return {
    ...kept,
    ...addedHeaders(cors, request, allowed),
    ...(allowed === "*" ? {} : { vary: vary === undefined ? "Origin" : `${vary}, Origin` }),
  };
};
