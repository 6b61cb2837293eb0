import { createHash } from "node:crypto";
import type { Publication } from "../publishing/publication.ts";

/**
 * Stands where AWS's signature stands, and has its form. It verifies against no certificate: what is signed
 * with AWS's key can only come from AWS.
 */
export const signatureOf = ({ messageId, topicArn, publishedAt }: Publication): string => {
  const seed = `${messageId}${topicArn}${publishedAt}`;
  const blocks = [0, 1, 2, 3].map((block) => createHash("sha512").update(`${block}${seed}`).digest());
  return Buffer.concat(blocks).toString("base64");
};
