/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html */
import { pipeline } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import type { EncodedAnswer } from "../cache/wanted.ts";
import { type HeaderMap, headerText } from "../headers.ts";
import type { OriginAnswer } from "../origins/origin.ts";
import { compressibleTypes } from "./compressible-types.ts";

const smallest = 1_000;
const largest = 10_000_000;

const statuses = new Set([200, 403, 404]);

/** Fast enough to go along with a download, and not much worse than what takes ten times as long. */
const brotliQuality = 5;

const isCompressible = ({ status, headers }: OriginAnswer): boolean => {
  // Without a length CloudFront does not compress.
  const length = Number(headerText(headers, "content-length") ?? 0);
  const type = (headerText(headers, "content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return (
    statuses.has(status) &&
    headers["content-encoding"] === undefined &&
    length >= smallest &&
    length <= largest &&
    compressibleTypes.has(type)
  );
};

const weak = (etag: string): string => (etag.startsWith("W/") ? etag : `W/${etag}`);

const varying = (vary: string | undefined): string => {
  if (vary === undefined) return "Accept-Encoding";
  const names = vary.toLowerCase().split(",");
  return names.some((name) => name.trim() === "accept-encoding") ? vary : `${vary}, Accept-Encoding`;
};

const encodedHeaders = (headers: HeaderMap, coding: string): HeaderMap => {
  const { "content-length": _length, "accept-ranges": _ranges, ...kept } = headers;
  const etag = headerText(headers, "etag");
  return {
    ...kept,
    "content-encoding": coding,
    vary: varying(headerText(headers, "vary")),
    ...(etag === undefined ? {} : { etag: weak(etag) }),
  };
};

const unchanged: ReadonlySet<string> = new Set();
const ofEncoding: ReadonlySet<string> = new Set(["content-encoding", "content-length", "etag", "vary"]);

/** @param encoding the normalised `Accept-Encoding`; the first one is taken */
export const compressed =
  (encoding: string) =>
  (answer: OriginAnswer): EncodedAnswer => {
    const coding = encoding.split(",")[0] ?? "";
    if (coding === "" || !isCompressible(answer)) return { ...answer, fixed: unchanged };
    const encoder =
      coding === "br"
        ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } })
        : createGzip();
    // Whoever reads the encoder sees its failure; there is nothing more to do about it here.
    const body = pipeline(answer.body, encoder, () => undefined);
    return { ...answer, headers: encodedHeaders(answer.headers, coding), body, fixed: ofEncoding };
  };

export const uncompressed = (answer: OriginAnswer): EncodedAnswer => ({ ...answer, fixed: unchanged });
