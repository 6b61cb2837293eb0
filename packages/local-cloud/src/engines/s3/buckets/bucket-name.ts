import { AwsError } from "../../../gateway/errors.ts";

const shape = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const reservedStarts = ["xn--", "sthree-", "amzn-s3-demo-"];
const reservedEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
const address = /^\d{1,3}(\.\d{1,3}){3}$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const isBucketName = (name: string): boolean =>
  shape.test(name) &&
  !name.includes("..") &&
  !address.test(name) &&
  !reservedStarts.some((start) => name.startsWith(start)) &&
  !reservedEnds.some((end) => name.endsWith(end));

/** @throws {AwsError} `InvalidBucketName` */
export const checkBucketName = (name: string): void => {
  if (!isBucketName(name))
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", {
      fields: { BucketName: name },
    });
};
