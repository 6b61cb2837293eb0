/**
 * How an object is encrypted: not at all, as what lies in the state folder only its owner can read. What was said
 * comes back. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryption.html
 */
import type { Bucket } from "../buckets/bucket.ts";
import type { S3Context } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { keyArnOf } from "./kms-key.ts";

export interface EncryptionInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}

const encryptions = ["AES256", "aws:kms", "aws:kms:dsse"];

/** @throws {AwsError} `InvalidArgument` */
export const encryptionOf = (context: S3Context, input: EncryptionInput, bucket: Bucket): EncryptionInput => {
  const rule = bucket.encryption?.[0];
  const standard = rule?.ApplyServerSideEncryptionByDefault;
  const { ServerSideEncryption = standard?.SSEAlgorithm ?? "AES256", SSEKMSKeyId, BucketKeyEnabled } = input;
  if (!encryptions.includes(ServerSideEncryption))
    throw invalidArgument(
      "The encryption method specified is not supported",
      "x-amz-server-side-encryption",
      ServerSideEncryption,
    );
  if (SSEKMSKeyId !== undefined && ServerSideEncryption === "AES256")
    throw invalidArgument(
      "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
      "x-amz-server-side-encryption",
    );
  if (ServerSideEncryption === "AES256") return { ServerSideEncryption };
  return {
    ServerSideEncryption,
    SSEKMSKeyId: keyArnOf(context, SSEKMSKeyId ?? standard?.KMSMasterKeyID),
    BucketKeyEnabled: BucketKeyEnabled ?? (rule?.BucketKeyEnabled || undefined),
  };
};

/** Members of an answer that say how an object is kept. */
export const encryptionMembers = ({
  ServerSideEncryption,
  SSEKMSKeyId,
  BucketKeyEnabled,
}: EncryptionInput): EncryptionInput => ({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled });
