/** Text in headers, which are bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata */

const encodedWord = /^=\?utf-8\?([bq])\?([^?]*)\?=$/i;

/** `=C3=BC` and `_` of the Q encoding: https://www.rfc-editor.org/rfc/rfc2047#section-4.2 */
const fromQ = (text: string): string => {
  const bytes = text
    .replaceAll("_", " ")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
};

/** Metadata comes as it is, or as one word that is safe for mail. */
export const readMetadata = (value: string): string => {
  const [, encoding, text = ""] = encodedWord.exec(value.trim()) ?? [];
  if (encoding === undefined) return value;
  return encoding.toLowerCase() === "b" ? Buffer.from(text, "base64").toString("utf8") : fromQ(text);
};

/** Metadata that is not all ASCII leaves as a word that is safe for mail. */
export const writeMetadata = (value: string): string =>
  /^[\t -~]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString("base64")}?=`;

const oneByteEach = /^[^\u0100-\uffff]*$/;

/** What no single byte stands for leaves as the bytes of its UTF-8. */
export const headerText = (value: unknown): string => {
  if (value instanceof Date) return value.toUTCString();
  const text = String(value);
  return oneByteEach.test(text) ? text : Buffer.from(text).toString("latin1");
};
