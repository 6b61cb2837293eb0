import { headerText } from "../headers.ts";
import type { Behavior } from "../site/behavior.ts";
import { selectCookies, selectQuery } from "../site/selection.ts";
import type { Site } from "../site/site.ts";
import type { ViewerRequest } from "./viewer-request.ts";

export interface CacheKey {
  readonly text: string;
  /** Path, and the part of the query that is in the key: what invalidations name. */
  readonly uri: string;
}

/** No header can hold a line break: no two requests make one key by accident. */
const separator = "\n";

/**
 * GET and HEAD share what is kept.
 *
 * @param encoding the normalised `Accept-Encoding`
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html
 */
export const cacheKeyOf = (
  site: Site,
  { cache }: Behavior,
  { method, path, query, headers }: ViewerRequest,
  encoding: string,
): CacheKey => {
  const asked = selectQuery(query, cache.query);
  const uri = asked === "" ? path : `${path}?${asked}`;
  const parts = [site.distributionId, method === "OPTIONS" ? method : "GET", uri, encoding];
  for (const name of cache.headers) parts.push(`${name}: ${headerText(headers, name) ?? ""}`);
  if (cache.cookies !== "none") parts.push(selectCookies(headerText(headers, "cookie") ?? "", cache.cookies));
  return { text: parts.join(separator), uri };
};
