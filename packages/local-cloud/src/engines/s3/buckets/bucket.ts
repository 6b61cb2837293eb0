import type { LifecycleRule, TransitionSize } from "../lifecycle/lifecycle-rule.ts";
import type { NotificationConfiguration } from "../notifications/configuration.ts";
import type { Tag } from "../tag.ts";
import type { CorsRule } from "./cors.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const ownerships = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] as const;
export type Ownership = (typeof ownerships)[number];

export interface EncryptionRule {
  readonly ApplyServerSideEncryptionByDefault?:
    | { readonly SSEAlgorithm: string; readonly KMSMasterKeyID?: string | undefined }
    | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly BlockedEncryptionTypes?: { readonly EncryptionType?: readonly string[] | undefined } | undefined;
}

export interface Bucket {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Absent until versioning is first enabled; from then on it can only be suspended. */
  readonly versioning?: "Enabled" | "Suspended" | undefined;
  /** JSON, as it was put. */
  readonly policy?: string | undefined;
  readonly publicAccessBlock?: PublicAccessBlock | undefined;
  readonly ownership?: Ownership | undefined;
  readonly cors?: readonly CorsRule[] | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly lifecycle?: readonly LifecycleRule[] | undefined;
  readonly transitionSize?: TransitionSize | undefined;
  /** Absent where nobody said anything, and the standard holds. */
  readonly encryption?: readonly EncryptionRule[] | undefined;
  readonly notification?: NotificationConfiguration | undefined;
}

/** What holds where nothing else is configured. */
export const standardEncryption: readonly EncryptionRule[] = [
  { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
];

/** What every new bucket has: https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html */
export const newBucket = (name: string, createdAt: number, ownership: Ownership): Bucket => ({
  name,
  createdAt,
  ownership,
  publicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
});

export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;

export const objectArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;
