/** https://docs.aws.amazon.com/ses/latest/dg/header-fields.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { badRequest } from "../errors.ts";
import type { Header } from "./header.ts";
import { refuseDuplicates } from "./single-headers.ts";

const mostHeaders = 15;

/** Fields that SES writes itself. */
const ownFields = new Set([
  "bcc",
  "cc",
  "content-disposition",
  "content-type",
  "date",
  "from",
  "message-id",
  "mime-version",
  "reply-to",
  "return-path",
  "subject",
  "to",
]);

/** Fields that a sender adds to simple and templated messages. @throws {AwsError} for fields that SES refuses */
export const customHeadersIn = (read: InputReader, member: string): readonly Header[] => {
  const headers = read.structures(member).map((header) => ({
    name: header.text("Name", { minimum: 1, maximum: 126, pattern: "[!-9;-@A-~]+" }),
    value: header.text("Value", { minimum: 1, maximum: 870, pattern: "[ -~]*" }),
  }));
  if (headers.length > mostHeaders) throw badRequest(`A message has at most ${mostHeaders} custom headers.`);
  for (const { name } of headers)
    if (ownFields.has(name.toLowerCase()))
      throw badRequest(`Header ${name} is set by SES and cannot be given.`);
  refuseDuplicates(headers);
  return headers;
};

/** Those of a message entry go before those of all. */
export const withReplaced = (headers: readonly Header[], replacing: readonly Header[]): readonly Header[] => {
  const replaced = new Set(replacing.map(({ name }) => name.toLowerCase()));
  return [...headers.filter(({ name }) => !replaced.has(name.toLowerCase())), ...replacing];
};

export const fieldValue = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name.toLowerCase() === name)?.value;

/** The values of a field that comes more than once are joined, as those of a list field are. */
export const headerRecord = (headers: readonly Header[]): Record<string, string> => {
  const record: Record<string, string> = {};
  for (const { name, value } of headers)
    record[name] = Object.hasOwn(record, name) ? `${record[name]}, ${value}` : value;
  return record;
};

const lineEnd = /\r?\n/;

/**
 * The header section of a raw message, unfolded.
 * https://www.rfc-editor.org/rfc/rfc5322#section-2.2
 */
export const headersOfRaw = (raw: Buffer): readonly Header[] => {
  const text = raw.toString("utf8");
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const unfolded = text.slice(0, end).replace(/\r?\n(?=[ \t])/g, "");
  return unfolded.split(lineEnd).flatMap((line) => {
    const colon = line.indexOf(":");
    return colon > 0 ? [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }] : [];
  });
};
