import { createHash } from "node:crypto";

/** MD5 of nothing. */
export const emptyEtag = createHash("md5").digest("hex");

/**
 * The ETag of an object that was uploaded in parts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html#checking-object-integrity-etag-and-md5
 *
 * @param parts hex MD5s
 */
export const multipartEtag = (parts: readonly string[]): string => {
  const md5 = createHash("md5");
  for (const part of parts) md5.update(Buffer.from(part, "hex"));
  return `${md5.digest("hex")}-${parts.length}`;
};
