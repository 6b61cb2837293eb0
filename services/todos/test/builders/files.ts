/** A bucket for one test file, in a cloud that has nothing else. */
import { S3 } from "@aws-sdk/client-s3";
import { type Bucket, bucket } from "@skein/lambda-kit/bucket";
import { s3Sender } from "@skein/lambda-kit/s3/send";
import type { TestCloud } from "../../../../packages/local-cloud/test/support/cloud.ts";

export const bucketName = "attachments";

export interface Files {
  readonly s3: S3;
  /** As functions see it. */
  readonly bucket: Bucket;
  put(...keys: string[]): Promise<void>;
  keys(prefix?: string): Promise<string[]>;
  /** Starts an upload, of which one part has come. */
  begin(key: string): Promise<void>;
  unfinished(): Promise<string[]>;
}

export const filesIn = async ({ client, endpoint }: TestCloud, signal?: AbortSignal): Promise<Files> => {
  const s3 = new S3(client);
  const Bucket = bucketName;
  await s3.createBucket({ Bucket });
  const send = s3Sender({
    maxAttempts: 1,
    requestHandler: {},
    region: client.region,
    credentials: client.credentials,
    env: { AWS_ENDPOINT_URL: endpoint },
  });
  return {
    s3,
    bucket: bucket(Bucket, { send, ...(signal && { signal }) }),
    async put(...keys) {
      for (const Key of keys) await s3.putObject({ Bucket, Key, Body: "content" });
    },
    async keys(Prefix = "") {
      const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix });
      return Contents.map(({ Key = "" }) => Key);
    },
    async begin(Key) {
      const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
      await s3.uploadPart({ Bucket, Key, UploadId, PartNumber: 1, Body: "part" });
    },
    async unfinished() {
      const { Uploads = [] } = await s3.listMultipartUploads({ Bucket });
      return Uploads.map(({ Key = "" }) => Key);
    },
  };
};
