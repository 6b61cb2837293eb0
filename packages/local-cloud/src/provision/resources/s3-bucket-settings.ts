import type { S3 } from "@aws-sdk/client-s3";
import { sameJson } from "../json.ts";
import { corsRules } from "./s3-bucket-cors.ts";
import { lifecycleRules } from "./s3-bucket-lifecycle.ts";
import { notifications } from "./s3-bucket-notifications.ts";
import type { Bucket } from "./s3-bucket-properties.ts";

/** Brings one setting to its value; `undefined` takes it away. */
type Apply<Name extends keyof Bucket> = (s3: S3, Bucket: string, value: Bucket[Name]) => Promise<unknown>;

const encryption: Apply<"BucketEncryption"> = (s3, Bucket, value) =>
  value
    ? s3.putBucketEncryption({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: value.ServerSideEncryptionConfiguration.map(
            ({ BucketKeyEnabled, ServerSideEncryptionByDefault }) => ({
              BucketKeyEnabled,
              ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
            }),
          ),
        },
      })
    : s3.deleteBucketEncryption({ Bucket });

const cors: Apply<"CorsConfiguration"> = (s3, Bucket, value) =>
  value
    ? s3.putBucketCors({ Bucket, CORSConfiguration: { CORSRules: corsRules(value) } })
    : s3.deleteBucketCors({ Bucket });

const lifecycle: Apply<"LifecycleConfiguration"> = (s3, Bucket, value) =>
  value
    ? s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules: lifecycleRules(value) } })
    : s3.deleteBucketLifecycle({ Bucket });

/** There is no call to take it away: an empty one notifies nobody. */
const notification: Apply<"NotificationConfiguration"> = (s3, Bucket, value = {}) =>
  s3.putBucketNotificationConfiguration({ Bucket, NotificationConfiguration: notifications(value) });

const ownership: Apply<"OwnershipControls"> = (s3, Bucket, value) =>
  value
    ? s3.putBucketOwnershipControls({ Bucket, OwnershipControls: { Rules: value.Rules } })
    : s3.deleteBucketOwnershipControls({ Bucket });

const publicAccess: Apply<"PublicAccessBlockConfiguration"> = (s3, Bucket, value) =>
  value
    ? s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: value })
    : s3.deletePublicAccessBlock({ Bucket });

const tags: Apply<"Tags"> = (s3, Bucket, value = []) =>
  value.length > 0
    ? s3.putBucketTagging({ Bucket, Tagging: { TagSet: [...value] } })
    : s3.deleteBucketTagging({ Bucket });

/**
 * Once on, versioning can only be suspended.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
 */
const versioning: Apply<"VersioningConfiguration"> = (s3, Bucket, value) =>
  s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: value?.Status ?? "Suspended" } });

/**
 * Brings a bucket from one description to another. What stays the same is not set again: a notification, for
 * one, would send its test event once more.
 */
export const applySettings = async (s3: S3, name: string, before: Bucket, after: Bucket): Promise<void> => {
  const apply = async <Name extends keyof Bucket>(property: Name, setting: Apply<Name>): Promise<void> => {
    const value = after[property];
    if (!sameJson(before[property], value)) await setting(s3, name, value);
  };
  await apply("OwnershipControls", ownership);
  await apply("PublicAccessBlockConfiguration", publicAccess);
  await apply("BucketEncryption", encryption);
  await apply("VersioningConfiguration", versioning);
  await apply("CorsConfiguration", cors);
  await apply("LifecycleConfiguration", lifecycle);
  await apply("Tags", tags);
  await apply("NotificationConfiguration", notification);
};
