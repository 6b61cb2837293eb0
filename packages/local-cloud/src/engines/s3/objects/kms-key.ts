/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
import { createHash } from "node:crypto";
import type { S3Context } from "../context.ts";

type Home = Pick<S3Context, "region" | "accountId">;

/** The key that AWS keeps for each account and region: a UUID that stays the same. */
const managedKey = ({ region, accountId }: Home): string =>
  createHash("sha256")
    .update(`aws/s3 ${accountId} ${region}`)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

/**
 * The ARN by which answers name a key.
 *
 * @param key an id, an alias or an ARN; left out for the one that AWS keeps
 */
export const keyArnOf = (home: Home, key = managedKey(home)): string => {
  if (key.startsWith("arn:")) return key;
  const resource = key.startsWith("alias/") ? key : `key/${key}`;
  return `arn:aws:kms:${home.region}:${home.accountId}:${resource}`;
};
