/** https://www.rfc-editor.org/rfc/rfc9110#section-14.2 */
import { S3Error } from "../errors.ts";

export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

const unsatisfiable = (range: string, size: number): S3Error =>
  new S3Error("InvalidRange", "The requested range is not satisfiable", {
    status: 416,
    fields: { RangeRequested: range, ActualObjectSize: size },
    headers: { "content-range": `bytes */${size}` },
  });

/**
 * One range of bytes. What is malformed, or several ranges, is ignored, as S3 does.
 *
 * @returns `undefined` for the whole object
 * @throws {AwsError} `InvalidRange` when nothing of it is there
 */
export const rangeOf = (header: string | undefined, size: number): ByteRange | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [range = "", first = "", last = ""] = match ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const length = Math.min(Number(last), size);
    if (length === 0) throw unsatisfiable(range, size);
    return { start: size - length, length };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= size) throw unsatisfiable(range, size);
  return { start, length: end - start + 1 };
};

export const contentRange = ({ start, length }: ByteRange, size: number): string =>
  `bytes ${start}-${start + length - 1}/${size}`;
