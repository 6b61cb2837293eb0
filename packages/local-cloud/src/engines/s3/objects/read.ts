/** What GET and HEAD have in common. */
import type { ApiCall } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { findVersion, type ObjectInput } from "../access/access.ts";
import type { Stretch } from "../bodies/stored-content.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { checksumMembers } from "../checksums/requested.ts";
import type { S3Context } from "../context.ts";
import {
  invalidArgument,
  invalidRequest,
  noSuchKey,
  noSuchVersion,
  preconditionFailed,
  S3Error,
} from "../errors.ts";
import { expirationHeader } from "../lifecycle/lifecycle-rule.ts";
import { shownVersionId } from "./commit.ts";
import { encryptionMembers } from "./encryption.ts";
import { judgeRead } from "./preconditions.ts";
import { type ByteRange, contentRange, rangeOf } from "./ranges.ts";
import { stretchesOf } from "./stretches.ts";
import type { Checksum, Segment, Version } from "./version.ts";
import { placeOfVersionId } from "./version-id.ts";
import { refuseUnsupported } from "./write-input.ts";

export interface ReadInput extends ObjectInput {
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
  readonly IfModifiedSince?: Date;
  readonly IfUnmodifiedSince?: Date;
  readonly Range?: string;
  readonly PartNumber?: number;
  readonly ChecksumMode?: string;
  readonly ResponseCacheControl?: string;
  readonly ResponseContentDisposition?: string;
  readonly ResponseContentEncoding?: string;
  readonly ResponseContentLanguage?: string;
  readonly ResponseContentType?: string;
  readonly ResponseExpires?: string;
}

/**
 * Whether there is or was such a version; without versioning there is only `null`. Ids of an earlier form are
 * known as long as their version is there.
 */
export const isVersionId = (context: S3Context, { Bucket, Key, VersionId }: ObjectInput): boolean => {
  if (VersionId === undefined || VersionId === "null") return true;
  if (context.buckets.require(Bucket).versioning === undefined) return false;
  return (
    placeOfVersionId(VersionId) !== undefined || context.versions.find(Bucket, Key, VersionId) !== undefined
  );
};

/** @throws {AwsError} for an id that no version has or had */
export const checkVersionId = (context: S3Context, input: ObjectInput): void => {
  if (input.VersionId === "") throw invalidArgument("Version id cannot be the empty string", "versionId", "");
  if (!isVersionId(context, input))
    throw invalidArgument("Invalid version id specified", "versionId", input.VersionId);
};

const markerHeaders = ({ versionId }: Version) => ({
  "x-amz-delete-marker": "true",
  "x-amz-version-id": versionId,
});

const markerNotAllowed = (marker: Version, method: string): S3Error =>
  new S3Error("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    status: 405,
    fields: { Method: method, ResourceType: "DeleteMarker" },
    headers: {
      ...markerHeaders(marker),
      allow: "DELETE",
      "last-modified": new Date(marker.modifiedAt).toUTCString(),
    },
  });

const requireAny = (context: S3Context, input: ObjectInput): Version => {
  const { Key, VersionId } = input;
  checkVersionId(context, input);
  const version = findVersion(context, input);
  if (!version) throw VersionId === undefined ? noSuchKey(Key) : noSuchVersion(Key, VersionId);
  return version;
};

/**
 * The version that a read asks for.
 *
 * @param method of the request, for the error about delete markers
 * @throws {AwsError} `NoSuchKey`, `NoSuchVersion`, or `MethodNotAllowed` for a delete marker
 */
export const requireVersion = (context: S3Context, input: ObjectInput, method: string): Version => {
  const version = requireAny(context, input);
  if (!version.marker) return version;
  if (input.VersionId === undefined) throw noSuchKey(input.Key, markerHeaders(version));
  throw markerNotAllowed(version, method);
};

/**
 * The version whose tags or access list are meant. A delete marker has none, and is no absence either.
 *
 * @param method of the request, for the error about delete markers
 * @throws {AwsError} `NoSuchKey`, `NoSuchVersion`, or `MethodNotAllowed` for a delete marker, named or the latest
 */
export const requireUnmarked = (context: S3Context, input: ObjectInput, method: string): Version => {
  const version = requireAny(context, input);
  if (version.marker) throw markerNotAllowed(version, method);
  return version;
};

const latin1End = "\u00ff";

/** Headers that the query may choose. A line break in one would begin another header. */
const overrides = (input: ReadInput, { principal }: ApiCall): Record<string, string> => {
  const chosen = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    Expires: input.ResponseExpires,
  };
  const given = Object.entries(chosen).flatMap(([member, value]): [string, string][] =>
    value === undefined ? [] : [[member, value]],
  );
  if (given.length > 0 && principal.kind === "anonymous")
    throw invalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
  for (const [member, value] of given)
    if (/\p{Cc}/u.test(value) || [...value].some((character) => character > latin1End))
      throw invalidArgument("Header value cannot be represented using ISO-8859-1.", member, value);
  return Object.fromEntries(given);
};

const invalidPart = (number: number, count: number): AwsError =>
  new AwsError("InvalidPartNumber", "The requested partnumber is not satisfiable", {
    status: 416,
    fields: { PartNumberRequested: number, ActualPartCount: count },
  });

const rangeOfPart = (version: Version, segments: readonly Segment[], number: number): ByteRange => {
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw invalidArgument(
      "Part number must be an integer between 1 and 10000, inclusive",
      "partNumber",
      String(number),
    );
  const segment = version.parts === 0 ? undefined : segments.find((one) => one.number === number);
  if (version.parts === 0 && number === 1) return { start: 0, length: version.size };
  if (!segment) throw invalidPart(number, Math.max(1, version.parts));
  return { start: segment.start, length: segment.size };
};

const chosenRange = (version: Version, segments: readonly Segment[], { Range, PartNumber }: ReadInput) => {
  if (PartNumber === undefined) return rangeOf(Range, version.size);
  if (Range !== undefined)
    throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
  return rangeOfPart(version, segments, PartNumber);
};

const notModified = (version: Version, bucket: Bucket): S3Error => {
  const versionId = shownVersionId(bucket, version);
  const { CacheControl, Expires } = version.details;
  return new S3Error("NotModified", "Not Modified", {
    status: 304,
    headers: {
      etag: `"${version.etag}"`,
      "last-modified": new Date(version.modifiedAt).toUTCString(),
      ...(CacheControl === undefined ? {} : { "cache-control": CacheControl }),
      ...(Expires === undefined ? {} : { expires: Expires }),
      ...(versionId === undefined ? {} : { "x-amz-version-id": versionId }),
    },
  });
};

/** A checksum is that of the whole, and says nothing about a piece of it; what it is composed of does. */
const checksumOf = (
  checksum: Checksum | undefined,
  part: Segment | undefined,
  whole: boolean,
): Checksum | undefined => {
  if (checksum?.type === "COMPOSITE" && part?.checksum !== undefined)
    return { ...checksum, value: part.checksum };
  return whole ? checksum : undefined;
};

export interface Reading {
  readonly version: Version;
  /** The answer, without its body. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly stretches: readonly Stretch[];
}

/** @throws {AwsError} for what is not there, a condition that does not hold, or a range that cannot be */
export const readingOf = (context: S3Context, input: ReadInput, call: ApiCall, method: string): Reading => {
  refuseUnsupported(input);
  const bucket = context.buckets.require(input.Bucket);
  const version = requireVersion(context, input, method);
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = input;
  const verdict = judgeRead(
    version,
    {
      ifMatch: IfMatch,
      ifNoneMatch: IfNoneMatch,
      ifModifiedSince: IfModifiedSince,
      ifUnmodifiedSince: IfUnmodifiedSince,
    },
    context.clock(),
  );
  if (verdict === "not-modified") throw notModified(version, bucket);
  if (verdict !== "go") throw preconditionFailed(verdict.failed);

  const segments = context.versions.segments(version);
  const range = chosenRange(version, segments, input);
  const { size, details, parts } = version;
  const { metadata, tags, checksum, StorageClass, ...described } = details;
  const whole = !range || range.length === size;
  const part = segments.find(({ number }) => parts > 0 && number === input.PartNumber);
  const shownChecksum =
    input.ChecksumMode?.toUpperCase() === "ENABLED" ? checksumOf(checksum, part, whole) : undefined;
  const partial = range !== undefined && (size > 0 || input.PartNumber === undefined);
  return {
    version,
    members: {
      ...described,
      ...encryptionMembers(details),
      AcceptRanges: "bytes",
      ContentLength: range?.length ?? size,
      ...(partial ? { ContentRange: contentRange(range, size), HttpStatus: 206 } : {}),
      ETag: `"${version.etag}"`,
      LastModified: new Date(version.modifiedAt),
      VersionId: shownVersionId(bucket, version),
      StorageClass: StorageClass === "STANDARD" ? undefined : StorageClass,
      Metadata: metadata,
      TagCount: tags && tags.length > 0 ? tags.length : undefined,
      PartsCount: input.PartNumber !== undefined && parts > 0 ? parts : undefined,
      Expiration: expirationHeader(bucket.lifecycle, version),
      ...(shownChecksum ? checksumMembers(shownChecksum) : {}),
      ...overrides(input, call),
    },
    stretches: stretchesOf(segments, range ?? { start: 0, length: size }),
  };
};
