/**
 * Which operation a request asks for: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 * Operations that the engine does not have are named all the same, so that they are refused by name.
 */
import type { RequestHead } from "../../../gateway/engine.ts";
import type { Address } from "./address.ts";

/** Operation by the parameter that selects it; the first that is present wins, `""` always is. */
type BySubresource = Readonly<Record<string, string>>;
type ByMethod = Readonly<Record<string, BySubresource>>;

const service: ByMethod = { GET: { "": "ListBuckets" } };

const bucket: ByMethod = {
  GET: {
    abac: "GetBucketAbac",
    accelerate: "GetBucketAccelerateConfiguration",
    acl: "GetBucketAcl",
    analytics: "GetBucketAnalyticsConfiguration",
    cors: "GetBucketCors",
    encryption: "GetBucketEncryption",
    "intelligent-tiering": "GetBucketIntelligentTieringConfiguration",
    inventory: "GetBucketInventoryConfiguration",
    lifecycle: "GetBucketLifecycleConfiguration",
    location: "GetBucketLocation",
    logging: "GetBucketLogging",
    metadataConfiguration: "GetBucketMetadataConfiguration",
    metadataTable: "GetBucketMetadataTableConfiguration",
    metrics: "GetBucketMetricsConfiguration",
    notification: "GetBucketNotificationConfiguration",
    "object-lock": "GetObjectLockConfiguration",
    ownershipControls: "GetBucketOwnershipControls",
    policy: "GetBucketPolicy",
    policyStatus: "GetBucketPolicyStatus",
    publicAccessBlock: "GetPublicAccessBlock",
    replication: "GetBucketReplication",
    requestPayment: "GetBucketRequestPayment",
    session: "CreateSession",
    tagging: "GetBucketTagging",
    uploads: "ListMultipartUploads",
    versioning: "GetBucketVersioning",
    versions: "ListObjectVersions",
    website: "GetBucketWebsite",
    "list-type": "ListObjectsV2",
    "": "ListObjects",
  },
  HEAD: { "": "HeadBucket" },
  PUT: {
    abac: "PutBucketAbac",
    accelerate: "PutBucketAccelerateConfiguration",
    acl: "PutBucketAcl",
    analytics: "PutBucketAnalyticsConfiguration",
    cors: "PutBucketCors",
    encryption: "PutBucketEncryption",
    "intelligent-tiering": "PutBucketIntelligentTieringConfiguration",
    inventory: "PutBucketInventoryConfiguration",
    lifecycle: "PutBucketLifecycleConfiguration",
    logging: "PutBucketLogging",
    metrics: "PutBucketMetricsConfiguration",
    notification: "PutBucketNotificationConfiguration",
    "object-lock": "PutObjectLockConfiguration",
    ownershipControls: "PutBucketOwnershipControls",
    policy: "PutBucketPolicy",
    publicAccessBlock: "PutPublicAccessBlock",
    replication: "PutBucketReplication",
    requestPayment: "PutBucketRequestPayment",
    tagging: "PutBucketTagging",
    versioning: "PutBucketVersioning",
    website: "PutBucketWebsite",
    "": "CreateBucket",
  },
  POST: {
    delete: "DeleteObjects",
    metadataConfiguration: "CreateBucketMetadataConfiguration",
    metadataTable: "CreateBucketMetadataTableConfiguration",
    "": "PostObject",
  },
  DELETE: {
    analytics: "DeleteBucketAnalyticsConfiguration",
    cors: "DeleteBucketCors",
    encryption: "DeleteBucketEncryption",
    "intelligent-tiering": "DeleteBucketIntelligentTieringConfiguration",
    inventory: "DeleteBucketInventoryConfiguration",
    lifecycle: "DeleteBucketLifecycle",
    metrics: "DeleteBucketMetricsConfiguration",
    ownershipControls: "DeleteBucketOwnershipControls",
    policy: "DeleteBucketPolicy",
    publicAccessBlock: "DeletePublicAccessBlock",
    replication: "DeleteBucketReplication",
    tagging: "DeleteBucketTagging",
    website: "DeleteBucketWebsite",
    "": "DeleteBucket",
  },
  OPTIONS: { "": "PreflightRequest" },
};

const object: ByMethod = {
  GET: {
    acl: "GetObjectAcl",
    attributes: "GetObjectAttributes",
    "legal-hold": "GetObjectLegalHold",
    retention: "GetObjectRetention",
    tagging: "GetObjectTagging",
    torrent: "GetObjectTorrent",
    uploadId: "ListParts",
    "": "GetObject",
  },
  HEAD: { "": "HeadObject" },
  PUT: {
    acl: "PutObjectAcl",
    encryption: "UpdateObjectEncryption",
    "legal-hold": "PutObjectLegalHold",
    renameObject: "RenameObject",
    retention: "PutObjectRetention",
    tagging: "PutObjectTagging",
    uploadId: "UploadPart",
    "": "PutObject",
  },
  POST: {
    restore: "RestoreObject",
    select: "SelectObjectContent",
    uploadId: "CompleteMultipartUpload",
    uploads: "CreateMultipartUpload",
  },
  DELETE: { tagging: "DeleteObjectTagging", uploadId: "AbortMultipartUpload", "": "DeleteObject" },
  OPTIONS: { "": "PreflightRequest" },
};

/** The same request with a source to copy from is another operation. */
const copies: Readonly<Record<string, string>> = { PutObject: "CopyObject", UploadPart: "UploadPartCopy" };

export const queryOf = ({ url }: RequestHead): URLSearchParams => {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
};

/** @returns `undefined` for a method that has no meaning here */
export const routeOf = (
  head: RequestHead,
  { bucket: named, key }: Address,
  query: URLSearchParams = queryOf(head),
): string | undefined => {
  const methods = named === undefined ? service : key === undefined ? bucket : object;
  const operations = methods[head.method];
  if (!operations) return undefined;
  const selected = Object.keys(operations).find(
    (subresource) => subresource === "" || query.has(subresource),
  );
  const operation = selected === undefined ? undefined : operations[selected];
  const copying = operation !== undefined && head.headers["x-amz-copy-source"] !== undefined;
  return (copying ? copies[operation] : undefined) ?? operation;
};
