/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html */
import { headerNotImplemented, noSuchKey, preconditionFailed } from "../errors.ts";
import type { Version } from "./version.ts";

/** An ETag without its quotes, which clients may leave out. */
export const bareEtag = (text: string): string => text.trim().replace(/^(?:W\/)?"(.*)"$/, "$1");

/** Conditions of a read. */
export interface ReadConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: Date | undefined;
  readonly ifUnmodifiedSince?: Date | undefined;
}

type Verdict = "go" | "not-modified" | { readonly failed: string };

const matches = (etag: string, list: string): boolean =>
  list.split(",").some((one) => one.trim() === "*" || bareEtag(one) === etag);

const second = (time: number): number => Math.floor(time / 1_000);

/**
 * ETags go before dates: where an `If-Match` holds, `If-Unmodified-Since` is not asked, and where there is an
 * `If-None-Match`, `If-Modified-Since` is not. https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export const judgeRead = (version: Version, conditions: ReadConditions, now: number): Verdict => {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  const modified = second(version.modifiedAt);
  if (ifMatch !== undefined) {
    if (!matches(version.etag, ifMatch)) return { failed: "If-Match" };
  } else if (ifUnmodifiedSince && modified > second(ifUnmodifiedSince.getTime()))
    return { failed: "If-Unmodified-Since" };
  if (ifNoneMatch !== undefined) return matches(version.etag, ifNoneMatch) ? "not-modified" : "go";
  // A date in the future says nothing, and is left out.
  if (!ifModifiedSince || second(ifModifiedSince.getTime()) > second(now)) return "go";
  return modified <= second(ifModifiedSince.getTime()) ? "not-modified" : "go";
};

/** Conditions of a write. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

const unacceptable = (header: string) =>
  headerNotImplemented(header, `We don't accept the provided value of ${header} header for this API`);

/**
 * @param latest what is there at the moment of the write; asked only where there is a condition
 * @throws {AwsError} `PreconditionFailed`, or `NoSuchKey` where something was to be matched
 */
export const checkWrite = (
  key: string,
  latest: () => Version | undefined,
  { IfMatch, IfNoneMatch }: WriteConditions,
): void => {
  if (IfMatch === undefined && IfNoneMatch === undefined) return;
  if (IfMatch !== undefined && IfNoneMatch !== undefined)
    throw headerNotImplemented(
      "If-Match,If-None-Match",
      "Multiple conditional request headers present in the request",
    );
  const found = latest();
  const present = found?.marker ? undefined : found;
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch.trim() !== "*") throw unacceptable("If-None-Match");
    if (present) throw preconditionFailed("If-None-Match");
    return;
  }
  if (IfMatch?.trim() === "*") throw unacceptable("If-Match");
  if (!present) throw noSuchKey(key);
  if (IfMatch !== undefined && !matches(present.etag, IfMatch)) throw preconditionFailed("If-Match");
};
