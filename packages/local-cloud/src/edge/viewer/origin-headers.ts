/**
 * What of a viewer's request the origin gets to see.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
 */
import { headerText } from "../headers.ts";
import type { Behavior } from "../site/behavior.ts";
import { either, selectCookies, selectQuery, selects } from "../site/selection.ts";
import { requestId, via } from "./edge-identity.ts";
import type { ViewerRequest } from "./viewer-request.ts";

/** Sent on, whatever the policies say. */
const always = new Set([
  "cache-control",
  "content-encoding",
  "content-length",
  "content-md5",
  "content-type",
  "date",
  "from",
  "origin",
  "pragma",
  "warning",
]);

/** The edge answers these for the origin where it keeps answers; where not, they are the origin's business. */
const conditional = new Set([
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "range",
]);

/** Never sent on as the viewer sent them. */
const replaced = new Set(["accept-encoding", "cookie", "expect", "x-forwarded-for", "x-forwarded-proto"]);

const writing = new Set(["DELETE", "PATCH", "POST", "PUT"]);

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html */
const made: Readonly<Record<string, (request: ViewerRequest) => string>> = {
  "cloudfront-forwarded-proto": ({ protocol }) => protocol,
  "cloudfront-viewer-address": ({ address, port }) => `${address}:${port}`,
  "cloudfront-viewer-http-version": () => "1.1",
};

export interface Forwarding {
  /** The normalised `Accept-Encoding`, where the policy has one. */
  readonly encoding: string;
  /** Whether the answer may be kept. */
  readonly cacheable: boolean;
}

const isForwarded = (name: string, { cache, forward }: Behavior, method: string, cacheable: boolean) => {
  if (replaced.has(name)) return false;
  if (conditional.has(name)) return !cacheable;
  if (always.has(name) || cache.headers.includes(name)) return true;
  if (name === "authorization" && writing.has(method)) return true;
  return selects(forward.headers, name);
};

const encodingFor = ({ cache, forward }: Behavior, { headers }: ViewerRequest, encoding: string) => {
  if (cache.gzip || cache.brotli) return encoding === "" ? undefined : encoding;
  const sent = cache.headers.includes("accept-encoding") || selects(forward.headers, "accept-encoding");
  return sent ? headerText(headers, "accept-encoding") : undefined;
};

export const originHeadersOf = (
  behavior: Behavior,
  request: ViewerRequest,
  { encoding, cacheable }: Forwarding,
): Record<string, string> => {
  const { headers, address, method } = request;
  const sent: Record<string, string> = { "user-agent": "Amazon CloudFront" };
  for (const name of Object.keys(headers))
    if (isForwarded(name, behavior, method, cacheable)) sent[name] = headerText(headers, name) ?? "";

  const { cache, forward, origin } = behavior;
  const cookies = selectCookies(headerText(headers, "cookie") ?? "", either(cache.cookies, forward.cookies));
  if (cookies !== "") sent.cookie = cookies;
  const accepted = encodingFor(behavior, request, encoding);
  if (accepted !== undefined) sent["accept-encoding"] = accepted;
  for (const name of [...cache.headers, ...forward.made]) {
    const value = made[name]?.(request);
    if (value !== undefined) sent[name] = value;
  }
  const earlier = headerText(headers, "x-forwarded-for");
  sent["x-forwarded-for"] = earlier === undefined ? address : `${earlier}, ${address}`;
  sent.via = via;
  sent["x-amz-cf-id"] = requestId();
  for (const { HeaderName, HeaderValue } of origin.CustomHeaders ?? [])
    sent[HeaderName.toLowerCase()] = HeaderValue;
  return sent;
};

/** Path and query as the origin is asked for them. */
export const originPathOf = (
  { cache, forward, origin }: Behavior,
  { path, query }: ViewerRequest,
): string => {
  const asked = selectQuery(query, either(cache.query, forward.query));
  return `${origin.OriginPath ?? ""}${path}${asked === "" ? "" : `?${asked}`}`;
};
