import type { S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type S3Cloud, startS3Cloud } from "./s3-cloud.ts";

let cloud: S3Cloud;
const Bucket = "guarded";
const Key = "k";

beforeAll(async () => {
  cloud = await startS3Cloud();
  await cloud.s3.createBucket({ Bucket });
  await cloud.put(Bucket, Key, "content");
});
afterAll(() => cloud.close());

const Id = "i";
const named = { Bucket, Key };
const calls: Readonly<Record<string, (s3: S3) => Promise<unknown>>> = {
  DeleteBucketAnalyticsConfiguration: (s3) => s3.deleteBucketAnalyticsConfiguration({ Bucket, Id }),
  DeleteBucketIntelligentTieringConfiguration: (s3) =>
    s3.deleteBucketIntelligentTieringConfiguration({ Bucket, Id }),
  DeleteBucketInventoryConfiguration: (s3) => s3.deleteBucketInventoryConfiguration({ Bucket, Id }),
  DeleteBucketMetricsConfiguration: (s3) => s3.deleteBucketMetricsConfiguration({ Bucket, Id }),
  DeleteBucketReplication: (s3) => s3.deleteBucketReplication({ Bucket }),
  DeleteBucketWebsite: (s3) => s3.deleteBucketWebsite({ Bucket }),
  GetBucketAccelerateConfiguration: (s3) => s3.getBucketAccelerateConfiguration({ Bucket }),
  GetBucketLogging: (s3) => s3.getBucketLogging({ Bucket }),
  GetBucketReplication: (s3) => s3.getBucketReplication({ Bucket }),
  GetBucketRequestPayment: (s3) => s3.getBucketRequestPayment({ Bucket }),
  GetObjectLegalHold: (s3) => s3.getObjectLegalHold(named),
  GetObjectLockConfiguration: (s3) => s3.getObjectLockConfiguration({ Bucket }),
  GetObjectRetention: (s3) => s3.getObjectRetention(named),
  GetObjectTorrent: (s3) => s3.getObjectTorrent(named),
  PutBucketAccelerateConfiguration: (s3) =>
    s3.putBucketAccelerateConfiguration({ Bucket, AccelerateConfiguration: { Status: "Enabled" } }),
  PutBucketLogging: (s3) => s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} }),
  PutBucketRequestPayment: (s3) =>
    s3.putBucketRequestPayment({ Bucket, RequestPaymentConfiguration: { Payer: "Requester" } }),
  PutBucketWebsite: (s3) =>
    s3.putBucketWebsite({ Bucket, WebsiteConfiguration: { IndexDocument: { Suffix: "index.html" } } }),
  PutObjectLegalHold: (s3) => s3.putObjectLegalHold({ ...named, LegalHold: { Status: "ON" } }),
  PutObjectLockConfiguration: (s3) =>
    s3.putObjectLockConfiguration({ Bucket, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } }),
  PutObjectRetention: (s3) => s3.putObjectRetention({ ...named, Retention: { Mode: "GOVERNANCE" } }),
  RenameObject: (s3) => s3.renameObject({ ...named, RenameSource: `${Bucket}/x` }),
  RestoreObject: (s3) => s3.restoreObject({ ...named, RestoreRequest: { Days: 1 } }),
  SelectObjectContent: (s3) =>
    s3.selectObjectContent({
      ...named,
      Expression: "SELECT 1",
      ExpressionType: "SQL",
      InputSerialization: { JSON: { Type: "LINES" } },
      OutputSerialization: { JSON: {} },
    }),
};

it.each(Object.entries(calls))("%s is refused by name, and does nothing else instead", async (name, call) => {
  await expect(call(cloud.s3)).rejects.toMatchObject({
    name: "NotImplemented",
    message: expect.stringContaining(`s3:${name}`),
    $metadata: { httpStatusCode: 501 },
  });
  expect(await cloud.read(Bucket, Key)).toBe("content");
  expect((await cloud.s3.listObjectsV2({ Bucket })).KeyCount).toBe(1);
});
