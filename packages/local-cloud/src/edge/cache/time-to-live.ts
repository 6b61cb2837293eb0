/**
 * How long the edge keeps an answer.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#ExpirationDownloadDist
 */
import type { TimesToLive } from "../../engines/cloudfront/kinds/times-to-live.ts";
import { type HeaderMap, headerText } from "../headers.ts";
import { type Directives, directivesOf, secondsOf } from "./cache-control.ts";

export interface Lifetime {
  /** Seconds for which it is fresh. */
  readonly seconds: number;
  /** Whether it is kept at all, if only to be revalidated each time. */
  readonly kept: boolean;
}

const notKept: Lifetime = { seconds: 0, kept: false };

/** Kept for a while even when the origin says nothing about it. */
const keptErrors = new Set([404, 414, 500, 501, 502, 503, 504]);

/** Kept only when the origin says for how long, in `max-age` or `s-maxage`. */
const keptErrorsWithAge = new Set([400, 403, 405, 412, 415]);

const keptSuccesses = new Set([200, 203, 204, 206, 300, 301, 302, 303, 307, 308]);

/** Seconds until `Expires`, counted from when the origin says that it answered. */
const untilExpiry = (headers: HeaderMap, now: number): number | undefined => {
  const expires = headerText(headers, "expires");
  if (expires === undefined) return undefined;
  const date = Date.parse(headerText(headers, "date") ?? "");
  const seconds = (Date.parse(expires) - (Number.isNaN(date) ? now : date)) / 1_000;
  return Number.isNaN(seconds) ? 0 : Math.max(0, Math.floor(seconds));
};

/** What the origin asks for, in the order in which CloudFront heeds it. */
const asked = (directives: Directives, headers: HeaderMap, now: number): number | undefined =>
  secondsOf(directives, "s-maxage") ?? secondsOf(directives, "max-age") ?? untilExpiry(headers, now);

const lifetimeOfSuccess = (
  directives: Directives,
  headers: HeaderMap,
  { minimum, standard, maximum }: TimesToLive,
  now: number,
): Lifetime => {
  const secret = directives.has("no-store") || directives.has("private");
  // With a minimum TTL above 0 these are not heeded: what is kept is kept for that long.
  if (secret || directives.has("no-cache")) return { seconds: minimum, kept: minimum > 0 || !secret };
  const seconds = asked(directives, headers, now);
  if (seconds === undefined) return { seconds: Math.max(minimum, standard), kept: true };
  return { seconds: Math.min(Math.max(seconds, minimum), maximum), kept: true };
};

/**
 * Errors live by a minimum of their own, and longer when the origin says so.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const lifetimeOfError = (
  status: number,
  directives: Directives,
  headers: HeaderMap,
  minimum: number,
  now: number,
): Lifetime => {
  const hasAge = directives.has("s-maxage") || directives.has("max-age");
  if (!keptErrors.has(status) && !(keptErrorsWithAge.has(status) && hasAge)) return notKept;
  const seconds = Math.max(minimum, asked(directives, headers, now) ?? 0);
  return { seconds, kept: seconds > 0 };
};

/**
 * @param errorMinimum seconds, `ErrorCachingMinTTL` of this status
 * @param now epoch milliseconds
 */
export const lifetimeOf = (
  status: number,
  headers: HeaderMap,
  ttl: TimesToLive,
  errorMinimum: number,
  now: number,
): Lifetime => {
  const directives = directivesOf(headerText(headers, "cache-control"));
  if (status >= 400) return lifetimeOfError(status, directives, headers, errorMinimum, now);
  return keptSuccesses.has(status) ? lifetimeOfSuccess(directives, headers, ttl, now) : notKept;
};

/** Whoever says this does not want to be served when it is no longer fresh. */
const strict = ["must-revalidate", "proxy-revalidate", "no-cache", "no-store", "private"];

export interface Staleness {
  /** Seconds past its lifetime for which an answer is served while a new one is fetched. */
  readonly whileRevalidating: number;
  /** Seconds past its lifetime for which an answer is served instead of an error. */
  readonly ifError: number;
}

/**
 * The maximum TTL bounds both; without `stale-if-error` CloudFront serves what it has rather than an error.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#stale-content
 */
export const stalenessOf = (headers: HeaderMap, { maximum }: TimesToLive): Staleness => {
  const directives = directivesOf(headerText(headers, "cache-control"));
  if (strict.some((name) => directives.has(name))) return { whileRevalidating: 0, ifError: 0 };
  return {
    whileRevalidating: Math.min(secondsOf(directives, "stale-while-revalidate") ?? 0, maximum),
    ifError: Math.min(secondsOf(directives, "stale-if-error") ?? maximum, maximum),
  };
};
