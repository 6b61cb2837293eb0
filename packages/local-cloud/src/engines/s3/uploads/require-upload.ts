import type { ObjectInput } from "../access/access.ts";
import type { S3Context } from "../context.ts";
import { invalidArgument, noSuchUpload } from "../errors.ts";
import type { Upload } from "./upload.ts";

export interface UploadInput extends ObjectInput {
  readonly UploadId?: string;
}

/** @throws {AwsError} `NoSuchUpload`, also for an upload of another key */
export const requireUpload = (context: S3Context, { Bucket, Key, UploadId = "" }: UploadInput): Upload => {
  context.buckets.require(Bucket);
  const upload = context.uploads.find(UploadId);
  if (!upload || upload.bucket !== Bucket || upload.key !== Key) throw noSuchUpload(UploadId);
  return upload;
};

export const mostParts = 10_000;

/** @throws {AwsError} `InvalidArgument` */
export const requirePartNumber = (number: number | undefined): number => {
  if (number !== undefined && Number.isInteger(number) && number >= 1 && number <= mostParts) return number;
  throw invalidArgument(
    `Part number must be an integer between 1 and ${mostParts}, inclusive`,
    "partNumber",
    String(number),
  );
};
