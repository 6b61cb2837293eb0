/** Headers, and the members of S3's shapes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
import type { HeaderMap } from "../headers.ts";

/** Dates that cannot be read are ignored: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.3 */
const date = (text: string): Date | undefined => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
};

const asText = (text: string): string => text;

type Reader = (text: string) => unknown;

const requestHeaders: Readonly<Record<string, readonly [member: string, read: Reader]>> = {
  "if-match": ["IfMatch", asText],
  "if-modified-since": ["IfModifiedSince", date],
  "if-none-match": ["IfNoneMatch", asText],
  "if-unmodified-since": ["IfUnmodifiedSince", date],
  range: ["Range", asText],
};

export const objectInput = (headers: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(requestHeaders).flatMap(([header, [member, read]]) => {
      const text = headers[header];
      const value = text === undefined ? undefined : read(text);
      return value === undefined ? [] : [[member, value]];
    }),
  );

const responseHeaders: Readonly<Record<string, string>> = {
  AcceptRanges: "accept-ranges",
  CacheControl: "cache-control",
  ContentDisposition: "content-disposition",
  ContentEncoding: "content-encoding",
  ContentLanguage: "content-language",
  ContentLength: "content-length",
  ContentRange: "content-range",
  ContentType: "content-type",
  ETag: "etag",
  Expires: "expires",
  LastModified: "last-modified",
  ServerSideEncryption: "x-amz-server-side-encryption",
  VersionId: "x-amz-version-id",
  WebsiteRedirectLocation: "x-amz-website-redirect-location",
};

const textOf = (value: unknown): string => (value instanceof Date ? value.toUTCString() : String(value));

export const objectHeaders = (output: Readonly<Record<string, unknown>>): HeaderMap => {
  const headers: Record<string, string> = {};
  for (const [member, header] of Object.entries(responseHeaders)) {
    const value = output[member];
    if (value !== undefined) headers[header] = textOf(value);
  }
  for (const [name, value] of Object.entries(Object(output.Metadata)))
    headers[`x-amz-meta-${name}`] = String(value);
  return headers;
};
