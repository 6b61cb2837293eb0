/** Which operations carry a document, of what shape, and in which member. */
import { element } from "../../../gateway/protocols/xml.ts";
import { readDocument, writeDocument, type XmlShape } from "../../../gateway/protocols/xml-shape.ts";
import * as buckets from "./bucket-shapes.ts";
import * as objects from "./object-shapes.ts";

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

export interface RequestDocument {
  /** Member of the input. */
  readonly member: string;
  /** An empty body is no document. */
  readonly optional: boolean;
  read(bytes: Buffer): unknown;
}

export interface ResponseDocument {
  readonly contentType: string;
  write(output: Readonly<Record<string, unknown>>): string;
  /** Members that are in the document, and in no header. */
  readonly members: readonly string[];
}

const request = <T>(member: string, root: string, shape: XmlShape<T>, optional = false): RequestDocument => ({
  member,
  optional,
  read: (bytes) => readDocument(bytes, root, shape),
});

const plainText: RequestDocument = {
  member: "Policy",
  optional: false,
  read: (bytes) => bytes.toString("utf8"),
};

export const requestDocuments: Readonly<Record<string, RequestDocument>> = {
  CompleteMultipartUpload: request(
    "MultipartUpload",
    "CompleteMultipartUpload",
    objects.completeRequest,
    true,
  ),
  CreateBucket: request(
    "CreateBucketConfiguration",
    "CreateBucketConfiguration",
    buckets.createBucketConfiguration,
    true,
  ),
  DeleteObjects: request("Delete", "Delete", objects.deleteRequest),
  PutBucketCors: request("CORSConfiguration", "CORSConfiguration", buckets.corsConfiguration),
  PutBucketEncryption: request(
    "ServerSideEncryptionConfiguration",
    "ServerSideEncryptionConfiguration",
    buckets.encryptionConfiguration,
  ),
  PutBucketLifecycleConfiguration: request(
    "LifecycleConfiguration",
    "LifecycleConfiguration",
    buckets.lifecycleConfiguration,
  ),
  PutBucketNotificationConfiguration: request(
    "NotificationConfiguration",
    "NotificationConfiguration",
    buckets.notificationConfiguration,
  ),
  PutBucketOwnershipControls: request("OwnershipControls", "OwnershipControls", buckets.ownershipControls),
  PutBucketPolicy: plainText,
  PutBucketTagging: request("Tagging", "Tagging", buckets.tagging),
  PutBucketVersioning: request(
    "VersioningConfiguration",
    "VersioningConfiguration",
    buckets.versioningConfiguration,
  ),
  PutObjectTagging: request("Tagging", "Tagging", buckets.tagging),
  PutPublicAccessBlock: request(
    "PublicAccessBlockConfiguration",
    "PublicAccessBlockConfiguration",
    buckets.publicAccessBlock,
  ),
};

/** @param member that holds the document; left out, the output itself is the document */
const response = <T>(root: string, shape: XmlShape<T>, member?: string): ResponseDocument => ({
  contentType: "application/xml",
  members: member === undefined ? (shape.members ?? []) : [member],
  // Actions answer what their operation is declared with here; tests of each operation hold the two together.
  write: (output) =>
    writeDocument(root, shape, (member === undefined ? output : output[member]) as T, namespace),
});

const handWritten = (
  write: ResponseDocument["write"],
  contentType = "application/xml",
): ResponseDocument => ({
  contentType,
  write,
  members: [],
});

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const location = handWritten(
  ({ LocationConstraint }) =>
    `${declaration}<LocationConstraint xmlns="${namespace}">${LocationConstraint ?? ""}</LocationConstraint>`,
);

/** Access lists exist for reading alone: the owner has everything. The type of the grantee is an attribute. */
const accessControlPolicy = handWritten(({ Owner }) => {
  const id = element("ID", String(Object(Owner).ID));
  const grantee = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">${id}</Grantee>`;
  const grant = element("Grant", grantee + element("Permission", "FULL_CONTROL"));
  const content = element("Owner", id) + element("AccessControlList", grant);
  return `${declaration}<AccessControlPolicy xmlns="${namespace}">${content}</AccessControlPolicy>`;
});

export const responseDocuments: Readonly<Record<string, ResponseDocument>> = {
  CompleteMultipartUpload: response("CompleteMultipartUploadResult", objects.completeResult),
  CopyObject: response("CopyObjectResult", objects.copyResult, "CopyObjectResult"),
  CreateMultipartUpload: response("InitiateMultipartUploadResult", objects.createUploadResult),
  DeleteObjects: response("DeleteResult", objects.deleteResult),
  GetBucketAcl: accessControlPolicy,
  GetBucketCors: response("CORSConfiguration", buckets.corsConfiguration),
  GetBucketEncryption: response(
    "ServerSideEncryptionConfiguration",
    buckets.encryptionConfiguration,
    "ServerSideEncryptionConfiguration",
  ),
  GetBucketLifecycleConfiguration: response("LifecycleConfiguration", buckets.lifecycleConfiguration),
  GetBucketLocation: location,
  GetBucketNotificationConfiguration: response(
    "NotificationConfiguration",
    buckets.notificationConfiguration,
  ),
  GetBucketOwnershipControls: response("OwnershipControls", buckets.ownershipControls, "OwnershipControls"),
  GetBucketPolicy: handWritten(({ Policy }) => String(Policy), "application/json"),
  GetBucketPolicyStatus: response("PolicyStatus", buckets.policyStatus, "PolicyStatus"),
  GetBucketTagging: response("Tagging", buckets.tagging),
  GetBucketVersioning: response("VersioningConfiguration", buckets.versioningConfiguration),
  GetObjectAcl: accessControlPolicy,
  GetObjectAttributes: response("GetObjectAttributesResponse", objects.objectAttributes),
  GetObjectTagging: response("Tagging", buckets.tagging),
  GetPublicAccessBlock: response(
    "PublicAccessBlockConfiguration",
    buckets.publicAccessBlock,
    "PublicAccessBlockConfiguration",
  ),
  ListBuckets: response("ListAllMyBucketsResult", buckets.listBuckets),
  ListMultipartUploads: response("ListMultipartUploadsResult", objects.listUploads),
  ListObjectVersions: response("ListVersionsResult", objects.listVersions),
  ListObjects: response("ListBucketResult", objects.listObjects),
  ListObjectsV2: response("ListBucketResult", objects.listObjectsV2),
  ListParts: response("ListPartsResult", objects.listParts),
  PostObject: response("PostResponse", objects.postResponse),
  UploadPartCopy: response("CopyPartResult", objects.copyResult, "CopyPartResult"),
};
