/** What a write says about its object, checked. */
import { AwsError } from "../../../gateway/errors.ts";
import { type AclInput, checkAcl } from "../access/acl.ts";
import type { Bucket } from "../buckets/bucket.ts";
import type { S3Context } from "../context.ts";
import { invalidArgument, invalidRequest, notImplemented } from "../errors.ts";
import type { Tag } from "../tag.ts";
import { type EncryptionInput, encryptionOf } from "./encryption.ts";
import { tagsOfHeader } from "./tags.ts";
import type { ObjectDetails, Version } from "./version.ts";

export interface WriteInput extends AclInput, EncryptionInput {
  readonly Key: string;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: string | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly Tagging?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

const longestKeyBytes = 1_024;
const largestMetadataBytes = 2 * 1_024;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const checkKey = (key: string): void => {
  const size = Buffer.byteLength(key);
  if (size > longestKeyBytes)
    throw new AwsError("KeyTooLongError", "Your key is too long", {
      fields: { Size: size, MaxSizeAllowed: longestKeyBytes },
    });
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html */
const storageClasses = [
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER_IR",
];
/** Objects in these cannot be read until they are restored, which nothing here does. */
const archives = ["GLACIER", "DEEP_ARCHIVE"];

/** @throws {AwsError} `InvalidObjectState` */
export const requireReadable = ({ details: { StorageClass } }: Version): void => {
  if (StorageClass !== undefined && archives.includes(StorageClass))
    throw new AwsError("InvalidObjectState", "The operation is not valid for the object's storage class", {
      status: 403,
      fields: { StorageClass },
    });
};

const storageClassOf = (name: string | undefined): string | undefined => {
  if (name === undefined || storageClasses.includes(name) || archives.includes(name)) return name;
  throw new AwsError("InvalidStorageClass", "The storage class you specified is not valid", {
    fields: { StorageClassRequested: name },
  });
};

/** What is kept comes back in headers, where a line break would begin another one. */
const checkHeaders = (details: ObjectDetails): void => {
  const { metadata = {}, tags: _tags, checksum: _checksum, ...described } = details;
  for (const [name, value] of Object.entries(described))
    if (/\p{Cc}/u.test(String(value))) throw invalidArgument("Header value cannot be represented.", name);
  for (const name of Object.keys(metadata))
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      throw invalidArgument("Metadata name cannot be represented.", `x-amz-meta-${name}`);
};

const checkMetadata = (metadata: Readonly<Record<string, string>> | undefined): void => {
  const size = Object.entries(metadata ?? {}).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (size > largestMetadataBytes)
    throw new AwsError("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", {
      fields: { Size: size, MaxSizeAllowed: largestMetadataBytes },
    });
};

/** @throws {AwsError} for what is not supported, by name */
export const refuseUnsupported = (input: object): void => {
  const has = (member: string): boolean => Object.hasOwn(input, member);
  if (has("SSECustomerAlgorithm") || has("SSECustomerKey") || has("CopySourceSSECustomerAlgorithm"))
    throw notImplemented("x-amz-server-side-encryption-customer-algorithm");
  if (has("WriteOffsetBytes")) throw notImplemented("x-amz-write-offset-bytes");
  if (has("ObjectLockMode") || has("ObjectLockRetainUntilDate") || has("ObjectLockLegalHoldStatus"))
    throw invalidRequest("Bucket is missing Object Lock Configuration");
};

/** The part of `Content-Encoding` that belongs to the object, and not to the way it was sent. */
const storedEncoding = (encoding: string | undefined): string | undefined => {
  const kept = encoding
    ?.split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "aws-chunked" && one !== "");
  return kept === undefined || kept.length === 0 ? undefined : kept.join(",");
};

export const tagsOf = (input: WriteInput): readonly Tag[] | undefined =>
  input.Tagging === undefined ? undefined : tagsOfHeader(input.Tagging);

const withoutUndefined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** @throws {AwsError} for whatever cannot be */
export const detailsOf = (context: S3Context, input: WriteInput, bucket: Bucket): ObjectDetails => {
  checkKey(input.Key);
  refuseUnsupported(input);
  checkAcl(input, bucket);
  checkMetadata(input.Metadata);
  const location = input.WebsiteRedirectLocation;
  if (location !== undefined && !/^(\/|https?:\/\/)/.test(location))
    throw new AwsError(
      "InvalidRedirectLocation",
      "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.",
    );
  const details = withoutUndefined({
    ContentType: input.ContentType ?? "binary/octet-stream",
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: storedEncoding(input.ContentEncoding),
    ContentLanguage: input.ContentLanguage,
    Expires: input.Expires,
    WebsiteRedirectLocation: location,
    StorageClass: storageClassOf(input.StorageClass),
    ...encryptionOf(context, input, bucket),
    metadata: input.Metadata,
    tags: tagsOf(input),
  });
  checkHeaders(details);
  return details;
};
