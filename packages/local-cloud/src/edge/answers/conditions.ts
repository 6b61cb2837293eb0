/** Conditional requests of viewers: https://www.rfc-editor.org/rfc/rfc9110#section-13 */
import { type HeaderMap, headerText } from "../headers.ts";

const opaque = (tag: string): string => tag.trim().replace(/^W\//, "");

const tagListed = (list: string, etag: string): boolean =>
  list.trim() === "*" || list.split(",").some((one) => opaque(one) === opaque(etag));

/** Whether the viewer has this already, so that a 304 is enough. */
export const isKnown = (request: HeaderMap, answer: HeaderMap): boolean => {
  const tags = headerText(request, "if-none-match");
  const etag = headerText(answer, "etag");
  if (tags !== undefined) return etag !== undefined && tagListed(tags, etag);
  const since = headerText(request, "if-modified-since");
  return since !== undefined && Date.parse(headerText(answer, "last-modified") ?? "") <= Date.parse(since);
};

/** Whether a range goes with what the viewer has of it: `If-Range` wants the very same bytes. */
export const rangeHolds = (request: HeaderMap, answer: HeaderMap): boolean => {
  const condition = headerText(request, "if-range");
  if (condition === undefined) return true;
  if (condition.startsWith("W/")) return false;
  if (condition.startsWith('"')) return condition === headerText(answer, "etag");
  return condition === headerText(answer, "last-modified");
};
