import type { Operation } from "../../gateway/engine.ts";
import { abortMultipartUpload } from "./actions/abort-multipart-upload.ts";
import { completeMultipartUpload } from "./actions/complete-multipart-upload.ts";
import { copyObject } from "./actions/copy-object.ts";
import { createBucket } from "./actions/create-bucket.ts";
import { createMultipartUpload } from "./actions/create-multipart-upload.ts";
import { deleteBucket } from "./actions/delete-bucket.ts";
import { deleteBucketCors } from "./actions/delete-bucket-cors.ts";
import { deleteBucketEncryption } from "./actions/delete-bucket-encryption.ts";
import { deleteBucketLifecycle } from "./actions/delete-bucket-lifecycle.ts";
import { deleteBucketOwnershipControls } from "./actions/delete-bucket-ownership-controls.ts";
import { deleteBucketPolicy } from "./actions/delete-bucket-policy.ts";
import { deleteBucketTagging } from "./actions/delete-bucket-tagging.ts";
import { deleteObject } from "./actions/delete-object.ts";
import { deleteObjectTagging } from "./actions/delete-object-tagging.ts";
import { deleteObjects } from "./actions/delete-objects.ts";
import { deletePublicAccessBlock } from "./actions/delete-public-access-block.ts";
import { getBucketAcl } from "./actions/get-bucket-acl.ts";
import { getBucketCors } from "./actions/get-bucket-cors.ts";
import { getBucketEncryption } from "./actions/get-bucket-encryption.ts";
import { getBucketLifecycleConfiguration } from "./actions/get-bucket-lifecycle-configuration.ts";
import { getBucketLocation } from "./actions/get-bucket-location.ts";
import { getBucketNotificationConfiguration } from "./actions/get-bucket-notification-configuration.ts";
import { getBucketOwnershipControls } from "./actions/get-bucket-ownership-controls.ts";
import { getBucketPolicy } from "./actions/get-bucket-policy.ts";
import { getBucketPolicyStatus } from "./actions/get-bucket-policy-status.ts";
import { getBucketTagging } from "./actions/get-bucket-tagging.ts";
import { getBucketVersioning } from "./actions/get-bucket-versioning.ts";
import { getObject } from "./actions/get-object.ts";
import { getObjectAcl } from "./actions/get-object-acl.ts";
import { getObjectAttributes } from "./actions/get-object-attributes.ts";
import { getObjectTagging } from "./actions/get-object-tagging.ts";
import { getPublicAccessBlock } from "./actions/get-public-access-block.ts";
import { headBucket } from "./actions/head-bucket.ts";
import { headObject } from "./actions/head-object.ts";
import { listBuckets } from "./actions/list-buckets.ts";
import { listMultipartUploads } from "./actions/list-multipart-uploads.ts";
import { listObjectVersions } from "./actions/list-object-versions.ts";
import { listObjects } from "./actions/list-objects.ts";
import { listObjectsV2 } from "./actions/list-objects-v2.ts";
import { listParts } from "./actions/list-parts.ts";
import { postObject } from "./actions/post-object.ts";
import { preflightRequest } from "./actions/preflight-request.ts";
import { putBucketAcl } from "./actions/put-bucket-acl.ts";
import { putBucketCors } from "./actions/put-bucket-cors.ts";
import { putBucketEncryption } from "./actions/put-bucket-encryption.ts";
import { putBucketLifecycleConfiguration } from "./actions/put-bucket-lifecycle-configuration.ts";
import { putBucketNotificationConfiguration } from "./actions/put-bucket-notification-configuration.ts";
import { putBucketOwnershipControls } from "./actions/put-bucket-ownership-controls.ts";
import { putBucketPolicy } from "./actions/put-bucket-policy.ts";
import { putBucketTagging } from "./actions/put-bucket-tagging.ts";
import { putBucketVersioning } from "./actions/put-bucket-versioning.ts";
import { putObject } from "./actions/put-object.ts";
import { putObjectAcl } from "./actions/put-object-acl.ts";
import { putObjectTagging } from "./actions/put-object-tagging.ts";
import { putPublicAccessBlock } from "./actions/put-public-access-block.ts";
import { uploadPart } from "./actions/upload-part.ts";
import { uploadPartCopy } from "./actions/upload-part-copy.ts";
import type { S3Context } from "./context.ts";

/**
 * What the engine can do. Everything else of S3 is refused by name, with 501.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export const s3Operations = (context: S3Context): Readonly<Record<string, Operation<never>>> => ({
  AbortMultipartUpload: abortMultipartUpload(context),
  CompleteMultipartUpload: completeMultipartUpload(context),
  CopyObject: copyObject(context),
  CreateBucket: createBucket(context),
  CreateMultipartUpload: createMultipartUpload(context),
  DeleteBucket: deleteBucket(context),
  DeleteBucketCors: deleteBucketCors(context),
  DeleteBucketEncryption: deleteBucketEncryption(context),
  DeleteBucketLifecycle: deleteBucketLifecycle(context),
  DeleteBucketOwnershipControls: deleteBucketOwnershipControls(context),
  DeleteBucketPolicy: deleteBucketPolicy(context),
  DeleteBucketTagging: deleteBucketTagging(context),
  DeleteObject: deleteObject(context),
  DeleteObjectTagging: deleteObjectTagging(context),
  DeleteObjects: deleteObjects(context),
  DeletePublicAccessBlock: deletePublicAccessBlock(context),
  GetBucketAcl: getBucketAcl(context),
  GetBucketCors: getBucketCors(context),
  GetBucketEncryption: getBucketEncryption(context),
  GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration(context),
  GetBucketLocation: getBucketLocation(context),
  GetBucketNotificationConfiguration: getBucketNotificationConfiguration(context),
  GetBucketOwnershipControls: getBucketOwnershipControls(context),
  GetBucketPolicy: getBucketPolicy(context),
  GetBucketPolicyStatus: getBucketPolicyStatus(context),
  GetBucketTagging: getBucketTagging(context),
  GetBucketVersioning: getBucketVersioning(context),
  GetObject: getObject(context),
  GetObjectAcl: getObjectAcl(context),
  GetObjectAttributes: getObjectAttributes(context),
  GetObjectTagging: getObjectTagging(context),
  GetPublicAccessBlock: getPublicAccessBlock(context),
  HeadBucket: headBucket(context),
  HeadObject: headObject(context),
  ListBuckets: listBuckets(context),
  ListMultipartUploads: listMultipartUploads(context),
  ListObjectVersions: listObjectVersions(context),
  ListObjects: listObjects(context),
  ListObjectsV2: listObjectsV2(context),
  ListParts: listParts(context),
  PostObject: postObject(context),
  PreflightRequest: preflightRequest(context),
  PutBucketAcl: putBucketAcl(context),
  PutBucketCors: putBucketCors(context),
  PutBucketEncryption: putBucketEncryption(context),
  PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration(context),
  PutBucketNotificationConfiguration: putBucketNotificationConfiguration(context),
  PutBucketOwnershipControls: putBucketOwnershipControls(context),
  PutBucketPolicy: putBucketPolicy(context),
  PutBucketTagging: putBucketTagging(context),
  PutBucketVersioning: putBucketVersioning(context),
  PutObject: putObject(context),
  PutObjectAcl: putObjectAcl(context),
  PutObjectTagging: putObjectTagging(context),
  PutPublicAccessBlock: putPublicAccessBlock(context),
  UploadPart: uploadPart(context),
  UploadPartCopy: uploadPartCopy(context),
});
