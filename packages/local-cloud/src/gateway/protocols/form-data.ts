/**
 * Forms with a file, as browsers send them: fields, and then a file that is read as it comes.
 * https://www.rfc-editor.org/rfc/rfc7578
 */
import { type ByteReader, byteReader } from "./byte-reader.ts";

export interface Form {
  /** Fields before the file, by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  /** Absent when the form has no field named `file`. What comes after it is not looked at. */
  readonly file: { readonly name: string | undefined; readonly content: AsyncIterable<Buffer> } | undefined;
}

/** Thrown for bodies that are no form, or one with too much before its file. */
export class FormError extends Error {
  override readonly name = "FormError";
  readonly tooLarge: boolean;
  constructor(message: string, tooLarge = false) {
    super(message);
    this.tooLarge = tooLarge;
  }
}

const longestLine = 8_192;

/** Reads to the boundary, which begins on a line of its own. The boundary's own line is consumed. */
async function* untilBoundary(reader: ByteReader, boundary: Buffer): AsyncGenerator<Buffer, void> {
  const mark = Buffer.concat([Buffer.from("\r\n"), boundary]);
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const at = held.indexOf(mark);
    if (at >= 0) {
      if (at > 0) yield held.subarray(0, at);
      reader.unread(held.subarray(at + mark.length));
      return;
    }
    // The mark may have begun in what is held already.
    const safe = held.length - mark.length + 1;
    if (safe > 0) {
      yield held.subarray(0, safe);
      held = held.subarray(safe);
    }
    const more = await reader.some(Number.MAX_SAFE_INTEGER);
    if (!more) throw new FormError("The form ends before its last boundary");
    held = held.length === 0 ? more : Buffer.concat([held, more]);
  }
}

const partHeaders = async (reader: ByteReader): Promise<Map<string, string>> => {
  const headers = new Map<string, string>();
  for (;;) {
    const line = await reader.line(longestLine);
    if (!line) throw new FormError("The form ends within a part");
    if (line.length === 0) return headers;
    const text = line.toString("utf8");
    const colon = text.indexOf(":");
    if (colon > 0) headers.set(text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim());
  }
};

const parameterOf = (disposition: string, name: string): string | undefined => {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))`, "i").exec(disposition);
  return (match?.[1] ?? match?.[2])?.replace(/%22/g, '"').replace(/\\(["\\])/g, "$1");
};

/**
 * @param contentType of the request, which names the boundary
 * @param most bytes of fields before the file
 * @throws {FormError}
 */
export const readForm = async (
  contentType: string | undefined,
  source: AsyncIterable<Buffer>,
  most: number,
): Promise<Form> => {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(
    contentType ?? "",
  );
  const name = match?.[1] ?? match?.[2];
  if (name === undefined) throw new FormError("The body is no multipart/form-data with a boundary");
  const boundary = Buffer.from(`--${name}`, "latin1");
  const reader = byteReader(source);
  const first = await reader.line(longestLine);
  if (!first?.equals(boundary)) throw new FormError("The form does not begin with its boundary");

  const fields = new Map<string, string>();
  let size = 0;
  for (;;) {
    const disposition = (await partHeaders(reader)).get("content-disposition") ?? "";
    const field = parameterOf(disposition, "name")?.toLowerCase();
    if (field === undefined) throw new FormError("A part of the form has no name");
    const content = untilBoundary(reader, boundary);
    if (field === "file") {
      return { fields, file: { name: parameterOf(disposition, "filename"), content } };
    }
    const pieces: Buffer[] = [];
    for await (const piece of content) {
      size += piece.length;
      if (size > most) throw new FormError("The fields before the file are too large", true);
      pieces.push(piece);
    }
    fields.set(field, Buffer.concat(pieces).toString("utf8"));
    const end = await reader.line(longestLine);
    if (!end || end.equals(Buffer.from("--"))) return { fields, file: undefined };
  }
};
