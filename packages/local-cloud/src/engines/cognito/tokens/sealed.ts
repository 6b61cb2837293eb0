import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Keys } from "./keys.ts";

const algorithm = "aes-256-gcm";
const ivLength = 12;
const tagLength = 16;

/** State that a client carries between two calls without being able to read or change it. */
export const seal = (keys: Keys, purpose: string, state: object): string => {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, keys.sealingKey, iv).setAAD(Buffer.from(purpose));
  const content = Buffer.concat([cipher.update(JSON.stringify(state), "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]).toString("base64");
};

/** `undefined` when it was not sealed here, or for another purpose. */
export const unseal = <State extends object>(
  keys: Keys,
  purpose: string,
  sealed: string,
): State | undefined => {
  const bytes = Buffer.from(sealed, "base64");
  if (bytes.length <= ivLength + tagLength) return undefined;
  const decipher = createDecipheriv(algorithm, keys.sealingKey, bytes.subarray(0, ivLength))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  try {
    const content = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
    return JSON.parse(content.toString("utf8")) as State;
  } catch {
    return undefined;
  }
};
