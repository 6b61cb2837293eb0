/**
 * The canonical form of a request, over which it is signed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
import type { RawRequest } from "../engine.ts";

/** How a service's paths are signed: S3 encodes keys once and keeps `//` and `..`; all others differ. */
export type PathRule = "normalized-and-encoded-twice" | "as-sent";

/** RFC 3986: everything but unreserved characters is escaped. */
export const encodeRfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Most of what is signed needs no escapes, and is its own encoding. */
const plain = /^[\w.~-]*$/;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const normalize = (path: string): string => {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  const slash = path.endsWith("/") && segments.length > 0 ? "/" : "";
  return `/${segments.join("/")}${slash}`;
};

/** Encoded once, however it was sent. */
const encodedOnce = (text: string): string => (plain.test(text) ? text : encodeRfc3986(decode(text)));

const canonicalPath = (path: string, rule: PathRule): string => {
  if (path === "/") return path;
  // What is on the wire is encoded once already; encoding it again gives the second.
  return rule === "as-sent"
    ? path.split("/").map(encodedOnce).join("/") || "/"
    : normalize(path).split("/").map(encodeRfc3986).join("/");
};

const byCodePoint = ([leftName, leftValue]: Pair, [rightName, rightValue]: Pair): number =>
  leftName === rightName ? compare(leftValue, rightValue) : compare(leftName, rightName);
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
type Pair = readonly [string, string];

const canonicalQuery = (query: string): string => {
  if (query === "") return query;
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part): Pair => {
      const equals = part.indexOf("=");
      const name = equals < 0 ? part : part.slice(0, equals);
      const value = equals < 0 ? "" : part.slice(equals + 1);
      return [encodedOnce(name), encodedOnce(value)];
    })
    .filter(([name]) => name !== "X-Amz-Signature")
    .sort(byCodePoint)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
};

const canonicalHeader = (request: RawRequest, name: string): string => {
  const value = request.headers[name];
  const text = Array.isArray(value) ? value.join(",") : (value ?? "");
  const trimmed = text.trim();
  return `${name}:${trimmed.includes("  ") ? trimmed.replace(/ {2,}/g, " ") : trimmed}\n`;
};

/**
 * @param signedHeaders lower-case names, in the order of the claim
 * @param payloadHash hex SHA-256 of the body, or the marker that stands for it
 */
export const canonicalRequest = (
  request: RawRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
  pathRule: PathRule,
): string => {
  const queryStart = request.url.indexOf("?");
  const path = queryStart < 0 ? request.url : request.url.slice(0, queryStart);
  const query = queryStart < 0 ? "" : request.url.slice(queryStart + 1);
  return [
    request.method,
    canonicalPath(path, pathRule),
    canonicalQuery(query),
    signedHeaders.map((name) => canonicalHeader(request, name)).join(""),
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
};
