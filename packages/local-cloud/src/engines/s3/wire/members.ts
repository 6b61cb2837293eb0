/**
 * Headers and parameters, and the members of the SDK's shapes that they carry. In S3 one header always means
 * one member, so that a single table serves all operations.
 */
import type { RequestHead } from "../../../gateway/engine.ts";
import { invalidArgument } from "../errors.ts";
import { headerText, readMetadata, writeMetadata } from "./header-text.ts";

type Reader = (text: string, name: string) => unknown;

const text: Reader = (value) => value;

const integer: Reader = (value, name) => {
  if (/^-?\d{1,15}$/.test(value.trim())) return Number(value);
  throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, value);
};

/** Where a page ends is left to S3 when a parameter says nothing. */
const count: Reader = (value, name) => (value === "" ? undefined : integer(value, name));

const flag: Reader = (value) => value.toLowerCase() === "true";

/** HTTP dates that cannot be read are ignored: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.3 */
const date: Reader = (value) => {
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time);
};

const list: Reader = (value) => value.split(",").map((one) => one.trim());

type Binding = readonly [member: string, read: Reader];

const requestHeaders: ReadonlyMap<string, Binding> = new Map(
  Object.entries<Binding>({
    "cache-control": ["CacheControl", text],
    "content-disposition": ["ContentDisposition", text],
    "content-encoding": ["ContentEncoding", text],
    "content-language": ["ContentLanguage", text],
    "content-length": ["ContentLength", integer],
    "content-md5": ["ContentMD5", text],
    "content-type": ["ContentType", text],
    expires: ["Expires", text],
    "if-match": ["IfMatch", text],
    "if-modified-since": ["IfModifiedSince", date],
    "if-none-match": ["IfNoneMatch", text],
    "if-unmodified-since": ["IfUnmodifiedSince", date],
    range: ["Range", text],
    "x-amz-acl": ["ACL", text],
    "x-amz-bucket-object-lock-enabled": ["ObjectLockEnabledForBucket", flag],
    "x-amz-bypass-governance-retention": ["BypassGovernanceRetention", flag],
    "x-amz-checksum-algorithm": ["ChecksumAlgorithm", text],
    "x-amz-checksum-crc32": ["ChecksumCRC32", text],
    "x-amz-checksum-crc32c": ["ChecksumCRC32C", text],
    "x-amz-checksum-crc64nvme": ["ChecksumCRC64NVME", text],
    "x-amz-checksum-mode": ["ChecksumMode", text],
    "x-amz-checksum-sha1": ["ChecksumSHA1", text],
    "x-amz-checksum-sha256": ["ChecksumSHA256", text],
    "x-amz-checksum-type": ["ChecksumType", text],
    "x-amz-copy-source": ["CopySource", text],
    "x-amz-copy-source-if-match": ["CopySourceIfMatch", text],
    "x-amz-copy-source-if-modified-since": ["CopySourceIfModifiedSince", date],
    "x-amz-copy-source-if-none-match": ["CopySourceIfNoneMatch", text],
    "x-amz-copy-source-if-unmodified-since": ["CopySourceIfUnmodifiedSince", date],
    "x-amz-copy-source-range": ["CopySourceRange", text],
    "x-amz-copy-source-server-side-encryption-customer-algorithm": ["CopySourceSSECustomerAlgorithm", text],
    "x-amz-expected-bucket-owner": ["ExpectedBucketOwner", text],
    "x-amz-grant-full-control": ["GrantFullControl", text],
    "x-amz-grant-read": ["GrantRead", text],
    "x-amz-grant-read-acp": ["GrantReadACP", text],
    "x-amz-grant-write": ["GrantWrite", text],
    "x-amz-grant-write-acp": ["GrantWriteACP", text],
    "x-amz-if-match-last-modified-time": ["IfMatchLastModifiedTime", text],
    "x-amz-if-match-size": ["IfMatchSize", integer],
    "x-amz-max-parts": ["MaxParts", integer],
    "x-amz-metadata-directive": ["MetadataDirective", text],
    "x-amz-mfa": ["MFA", text],
    "x-amz-mp-object-size": ["MpuObjectSize", integer],
    "x-amz-object-attributes": ["ObjectAttributes", list],
    "x-amz-object-lock-legal-hold": ["ObjectLockLegalHoldStatus", text],
    "x-amz-object-lock-mode": ["ObjectLockMode", text],
    "x-amz-object-lock-retain-until-date": ["ObjectLockRetainUntilDate", text],
    "x-amz-object-ownership": ["ObjectOwnership", text],
    "x-amz-part-number-marker": ["PartNumberMarker", text],
    "x-amz-sdk-checksum-algorithm": ["ChecksumAlgorithm", text],
    "x-amz-server-side-encryption": ["ServerSideEncryption", text],
    "x-amz-server-side-encryption-aws-kms-key-id": ["SSEKMSKeyId", text],
    "x-amz-server-side-encryption-bucket-key-enabled": ["BucketKeyEnabled", flag],
    "x-amz-server-side-encryption-context": ["SSEKMSEncryptionContext", text],
    "x-amz-server-side-encryption-customer-algorithm": ["SSECustomerAlgorithm", text],
    "x-amz-server-side-encryption-customer-key": ["SSECustomerKey", text],
    "x-amz-skip-destination-validation": ["SkipDestinationValidation", flag],
    "x-amz-source-expected-bucket-owner": ["ExpectedSourceBucketOwner", text],
    "x-amz-storage-class": ["StorageClass", text],
    "x-amz-tagging": ["Tagging", text],
    "x-amz-tagging-directive": ["TaggingDirective", text],
    "x-amz-trailer": ["Trailer", text],
    "x-amz-transition-default-minimum-object-size": ["TransitionDefaultMinimumObjectSize", text],
    "x-amz-website-redirect-location": ["WebsiteRedirectLocation", text],
    "x-amz-write-offset-bytes": ["WriteOffsetBytes", integer],
  }),
);

const parameters: ReadonlyMap<string, Binding> = new Map(
  Object.entries<Binding>({
    "bucket-region": ["BucketRegion", text],
    "continuation-token": ["ContinuationToken", text],
    delimiter: ["Delimiter", text],
    "encoding-type": ["EncodingType", text],
    "fetch-owner": ["FetchOwner", flag],
    "key-marker": ["KeyMarker", text],
    marker: ["Marker", text],
    "max-buckets": ["MaxBuckets", count],
    "max-keys": ["MaxKeys", count],
    "max-parts": ["MaxParts", count],
    "max-uploads": ["MaxUploads", count],
    "part-number-marker": ["PartNumberMarker", text],
    partNumber: ["PartNumber", integer],
    prefix: ["Prefix", text],
    "response-cache-control": ["ResponseCacheControl", text],
    "response-content-disposition": ["ResponseContentDisposition", text],
    "response-content-encoding": ["ResponseContentEncoding", text],
    "response-content-language": ["ResponseContentLanguage", text],
    "response-content-type": ["ResponseContentType", text],
    "response-expires": ["ResponseExpires", text],
    "start-after": ["StartAfter", text],
    "upload-id-marker": ["UploadIdMarker", text],
    uploadId: ["UploadId", text],
    "version-id-marker": ["VersionIdMarker", text],
    versionId: ["VersionId", text],
  }),
);

const metadataPrefix = "x-amz-meta-";

/** Parameters of a presigned URL that are part of its signature; other `x-amz-` ones stand for headers. */
const ofSignature = new Set(
  [
    "algorithm",
    "content-sha256",
    "credential",
    "date",
    "expires",
    "security-token",
    "signature",
    "signedheaders",
  ].map((name) => `x-amz-${name}`),
);

/**
 * Checksums in a URL are those of an empty body, which is all that there is when it is signed; S3 pays no
 * attention to them. https://github.com/aws/aws-sdk/issues/480
 */
const isPresignedChecksum = (name: string): boolean =>
  /^x-amz-(?:checksum-(?:crc|sha)\w+|sdk-checksum-algorithm)$/.test(name);

const headerEntries = ({ headers }: RequestHead, query: URLSearchParams): [string, string][] => {
  const entries: [string, string][] = [];
  for (const [name, value] of query) {
    const lower = name.toLowerCase();
    if (lower.startsWith("x-amz-") && !ofSignature.has(lower) && !isPresignedChecksum(lower))
      entries.push([lower, value]);
  }
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) entries.push([name, Array.isArray(value) ? value.join(",") : value]);
  return entries;
};

/** Members by the fields of a form or a request; those without a value that can be read are left out. */
export const membersOf = (fields: Iterable<readonly [string, string]>): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  const metadata: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (name.startsWith(metadataPrefix)) metadata[name.slice(metadataPrefix.length)] = readMetadata(value);
    const binding = requestHeaders.get(name);
    if (!binding) continue;
    const [member, read] = binding;
    const result = read(value, name);
    if (result !== undefined) input[member] = result;
  }
  if (Object.keys(metadata).length > 0) input.Metadata = metadata;
  return input;
};

export const inputOf = (head: RequestHead, query: URLSearchParams): Record<string, unknown> => {
  const input = membersOf(headerEntries(head, query));
  for (const [name, value] of query) {
    const binding = parameters.get(name);
    const result = binding?.[1](value, name);
    if (binding && result !== undefined) input[binding[0]] = result;
  }
  return input;
};

const responseHeaders: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AbortRuleId: "x-amz-abort-rule-id",
    AcceptRanges: "accept-ranges",
    AccessPointAlias: "x-amz-access-point-alias",
    AbortDate: "x-amz-abort-date",
    Allow: "allow",
    BucketArn: "x-amz-bucket-arn",
    BucketKeyEnabled: "x-amz-server-side-encryption-bucket-key-enabled",
    BucketRegion: "x-amz-bucket-region",
    CacheControl: "cache-control",
    ChecksumAlgorithm: "x-amz-checksum-algorithm",
    ChecksumCRC32: "x-amz-checksum-crc32",
    ChecksumCRC32C: "x-amz-checksum-crc32c",
    ChecksumCRC64NVME: "x-amz-checksum-crc64nvme",
    ChecksumSHA1: "x-amz-checksum-sha1",
    ChecksumSHA256: "x-amz-checksum-sha256",
    ChecksumType: "x-amz-checksum-type",
    ContentDisposition: "content-disposition",
    ContentEncoding: "content-encoding",
    ContentLanguage: "content-language",
    ContentLength: "content-length",
    ContentRange: "content-range",
    ContentType: "content-type",
    CopySourceVersionId: "x-amz-copy-source-version-id",
    DeleteMarker: "x-amz-delete-marker",
    ETag: "etag",
    Expiration: "x-amz-expiration",
    Expires: "expires",
    LastModified: "last-modified",
    Location: "location",
    PartsCount: "x-amz-mp-parts-count",
    SSEKMSKeyId: "x-amz-server-side-encryption-aws-kms-key-id",
    ServerSideEncryption: "x-amz-server-side-encryption",
    Size: "x-amz-object-size",
    StorageClass: "x-amz-storage-class",
    TagCount: "x-amz-tagging-count",
    TransitionDefaultMinimumObjectSize: "x-amz-transition-default-minimum-object-size",
    VersionId: "x-amz-version-id",
    WebsiteRedirectLocation: "x-amz-website-redirect-location",
  }),
);

/** Headers of an answer; members that are no header are left to the document. */
export const headersOf = (output: Readonly<Record<string, unknown>>): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [member, value] of Object.entries(output)) {
    const name = responseHeaders.get(member);
    if (name !== undefined && value !== undefined) headers[name] = headerText(value);
  }
  if (output.Metadata !== undefined)
    for (const [name, value] of Object.entries(Object(output.Metadata)))
      headers[metadataPrefix + name] = writeMetadata(String(value));
  return headers;
};
