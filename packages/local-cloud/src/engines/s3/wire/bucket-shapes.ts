/** Documents that configure buckets: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Types_Amazon_Simple_Storage_Service.html */
import {
  flag,
  integer,
  optional,
  repeated,
  required,
  structure,
  text,
  timestamp,
  word,
  wrapped,
} from "../../../gateway/protocols/xml-shape.ts";

export const tag = structure({ Key: required(text), Value: required(text) });

/** Without a set it is as if that were empty. */
export const tagging = structure({ TagSet: optional(wrapped("Tag", tag)) });

export const createBucketConfiguration = structure({
  LocationConstraint: optional(text),
  Location: optional(structure({ Name: optional(text), Type: optional(text) })),
  Bucket: optional(structure({ DataRedundancy: optional(text), Type: optional(text) })),
  Tags: optional(wrapped("Tag", tag)),
});

export const versioningConfiguration = structure({
  Status: optional(text),
  MFADelete: optional(text, "MfaDelete"),
});

export const publicAccessBlock = structure({
  BlockPublicAcls: optional(flag),
  IgnorePublicAcls: optional(flag),
  BlockPublicPolicy: optional(flag),
  RestrictPublicBuckets: optional(flag),
});

export const ownershipControls = structure({
  Rules: repeated("Rule", structure({ ObjectOwnership: required(text) })),
});

export const corsConfiguration = structure({
  CORSRules: repeated(
    "CORSRule",
    structure({
      ID: optional(text),
      AllowedOrigins: repeated("AllowedOrigin", text),
      AllowedMethods: repeated("AllowedMethod", text),
      AllowedHeaders: repeated("AllowedHeader", text),
      ExposeHeaders: repeated("ExposeHeader", text),
      MaxAgeSeconds: optional(integer),
    }),
  ),
});

export const encryptionConfiguration = structure({
  Rules: repeated(
    "Rule",
    structure({
      ApplyServerSideEncryptionByDefault: optional(
        structure({ SSEAlgorithm: required(text), KMSMasterKeyID: optional(text) }),
      ),
      BucketKeyEnabled: optional(flag),
      BlockedEncryptionTypes: optional(structure({ EncryptionType: repeated("EncryptionType", text) })),
    }),
  ),
});

const filterParts = {
  Prefix: optional(text),
  ObjectSizeGreaterThan: optional(integer),
  ObjectSizeLessThan: optional(integer),
} as const;

export const lifecycleConfiguration = structure({
  Rules: repeated(
    "Rule",
    structure({
      ID: optional(text),
      Filter: optional(
        structure({
          ...filterParts,
          Tag: optional(tag),
          And: optional(structure({ ...filterParts, Tags: repeated("Tag", tag) })),
        }),
      ),
      Prefix: optional(text),
      Status: required(word("Enabled", "Disabled")),
      Expiration: optional(
        structure({
          Days: optional(integer),
          Date: optional(text),
          ExpiredObjectDeleteMarker: optional(flag),
        }),
      ),
      NoncurrentVersionExpiration: optional(
        structure({ NoncurrentDays: optional(integer), NewerNoncurrentVersions: optional(integer) }),
      ),
      AbortIncompleteMultipartUpload: optional(structure({ DaysAfterInitiation: optional(integer) })),
      Transitions: repeated(
        "Transition",
        structure({ Days: optional(integer), Date: optional(text), StorageClass: optional(text) }),
      ),
      NoncurrentVersionTransitions: repeated(
        "NoncurrentVersionTransition",
        structure({
          NoncurrentDays: optional(integer),
          NewerNoncurrentVersions: optional(integer),
          StorageClass: optional(text),
        }),
      ),
    }),
  ),
});

const targetMembers = {
  Id: optional(text),
  Events: repeated("Event", text),
  Filter: optional(
    structure({
      Key: optional(
        structure({
          FilterRules: repeated("FilterRule", structure({ Name: optional(text), Value: optional(text) })),
        }),
        "S3Key",
      ),
    }),
  ),
} as const;

export const notificationConfiguration = structure({
  TopicConfigurations: repeated(
    "TopicConfiguration",
    structure({ ...targetMembers, TopicArn: required(text, "Topic") }),
  ),
  QueueConfigurations: repeated(
    "QueueConfiguration",
    structure({ ...targetMembers, QueueArn: required(text, "Queue") }),
  ),
  LambdaFunctionConfigurations: repeated(
    "CloudFunctionConfiguration",
    structure({ ...targetMembers, LambdaFunctionArn: required(text, "CloudFunction") }),
  ),
  EventBridgeConfiguration: optional(structure({})),
});

export const owner = structure({ ID: optional(text) });

export const listBuckets = structure({
  Buckets: required(
    wrapped(
      "Bucket",
      structure({
        Name: required(text),
        CreationDate: required(timestamp),
        BucketRegion: optional(text),
        BucketArn: optional(text),
      }),
    ),
  ),
  Owner: required(owner),
  Prefix: optional(text),
  ContinuationToken: optional(text),
});

export const policyStatus = structure({ IsPublic: required(flag) });
