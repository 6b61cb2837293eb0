import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { corsConfiguration } from "./s3-bucket-cors.ts";
import { lifecycleConfiguration } from "./s3-bucket-lifecycle.ts";
import { notificationConfiguration } from "./s3-bucket-notifications.ts";
import { flag, list, object, oneOf, required, text, unsupported } from "./shape.ts";
import { tag } from "./tags.ts";

const encryptionRule = object({
  BucketKeyEnabled: flag,
  BlockedEncryptionTypes: unsupported("uploads with keys of the client's own are refused in any case"),
  ServerSideEncryptionByDefault: object({
    KMSMasterKeyID: text,
    SSEAlgorithm: required(oneOf("AES256", "aws:kms", "aws:kms:dsse")),
  }),
});

const publicAccessBlock = object({
  BlockPublicAcls: flag,
  BlockPublicPolicy: flag,
  IgnorePublicAcls: flag,
  RestrictPublicBuckets: flag,
});

const ownership = oneOf("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

const noReports = "nothing writes reports about buckets";
const noLocks = "objects cannot be locked";

export const properties = {
  BucketName: immutable(text),
  BucketEncryption: mutable(object({ ServerSideEncryptionConfiguration: required(list(encryptionRule)) })),
  CorsConfiguration: mutable(corsConfiguration),
  LifecycleConfiguration: mutable(lifecycleConfiguration),
  NotificationConfiguration: mutable(notificationConfiguration),
  OwnershipControls: mutable(
    object({ Rules: required(list(object({ ObjectOwnership: required(ownership) }))) }),
  ),
  PublicAccessBlockConfiguration: mutable(publicAccessBlock),
  Tags: mutable(list(tag)),
  VersioningConfiguration: mutable(object({ Status: required(oneOf("Enabled", "Suspended")) })),
  AccelerateConfiguration: ignored("there is no distance to accelerate over"),
  IntelligentTieringConfigurations: ignored("tiers differ in price only"),
  LoggingConfiguration: ignored("the journal of the local cloud has every call: GET /_local/journal"),
  MetricsConfigurations: ignored("there is no CloudWatch to report to"),
  AccessControl: refused("ACLs are a thing of the past; write an AWS::S3::BucketPolicy"),
  AnalyticsConfigurations: refused(noReports),
  InventoryConfigurations: refused(noReports),
  MetadataConfiguration: refused(noReports),
  MetadataTableConfiguration: refused(noReports),
  ObjectLockConfiguration: refused(noLocks),
  ObjectLockEnabled: refused(noLocks),
  ReplicationConfiguration: refused("there is one region only"),
  WebsiteConfiguration: refused("buckets are no web servers; put a distribution in front"),
} as const;

export type Bucket = Properties<typeof properties>;
