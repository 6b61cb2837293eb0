/** Ids of versions: to clients they mean nothing, to S3 they say whether and when it gave them out. */
import { createHash, randomFillSync } from "node:crypto";

const [randomEnd, placeEnd, checkEnd] = [10, 16, 24];
const placeBytes = placeEnd - randomEnd;

const digestOf = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();

/** Hides the place, or shows it again. */
const mask = (bytes: Buffer): void => {
  const pad = digestOf(bytes.subarray(0, randomEnd));
  for (let at = randomEnd; at < placeEnd; at += 1) bytes[at] = (bytes[at] ?? 0) ^ (pad[at] ?? 0);
};

const checkOf = (bytes: Buffer): Buffer =>
  digestOf(bytes.subarray(0, placeEnd)).subarray(0, checkEnd - placeEnd);

/**
 * 32 characters, as those of AWS.
 *
 * @param place of the version, in the order of all
 */
export const newVersionId = (place: number): string => {
  const bytes = Buffer.alloc(checkEnd);
  randomFillSync(bytes, 0, randomEnd);
  bytes.writeUIntBE(place, randomEnd, placeBytes);
  mask(bytes);
  checkOf(bytes).copy(bytes, placeEnd);
  return bytes.toString("base64url").replaceAll("-", ".");
};

/** @returns the place of a version that is or was there; `undefined` for what was never given out */
export const placeOfVersionId = (versionId: string): number | undefined => {
  if (!/^[\w.]{32}$/.test(versionId)) return undefined;
  const bytes = Buffer.from(versionId.replaceAll(".", "-"), "base64url");
  if (!checkOf(bytes).equals(bytes.subarray(placeEnd))) return undefined;
  mask(bytes);
  return bytes.readUIntBE(randomEnd, placeBytes);
};
