/** Holds content to what was said about it. */
import { AwsError } from "../../../gateway/errors.ts";
import { checksumMismatch, type RequestedChecksum } from "../checksums/requested.ts";

/** @returns hex. @throws {AwsError} `InvalidDigest` for what can be no MD5 */
export const md5Of = (contentMd5: string | undefined): string | undefined => {
  if (contentMd5 === undefined) return undefined;
  const bytes = Buffer.from(contentMd5, "base64");
  if (bytes.length !== 16 || bytes.toString("base64") !== contentMd5)
    throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.", {
      fields: { "Content-MD5": contentMd5 },
    });
  return bytes.toString("hex");
};

/** @throws {AwsError} `BadDigest` */
export const checkMd5 = (etag: string, contentMd5: string | undefined): void => {
  if (contentMd5 === undefined || md5Of(contentMd5) === etag) return;
  throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.", {
    fields: { ExpectedDigest: contentMd5, CalculatedDigest: Buffer.from(etag, "hex").toString("base64") },
  });
};

/**
 * @param claimed by the client, before or after the content
 * @throws {AwsError} `BadDigest`
 */
export const checkChecksum = (
  { algorithm }: RequestedChecksum,
  claimed: string | undefined,
  computed: string | undefined,
): void => {
  if (claimed !== undefined && claimed !== computed) throw checksumMismatch(algorithm);
};
