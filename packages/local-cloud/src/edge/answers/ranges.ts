/** https://www.rfc-editor.org/rfc/rfc9110#section-14 */

/** First and last byte, both inclusive. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export interface RangeRequest {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

const oneRange = /^bytes=\s*(?<first>\d*)\s*-\s*(?<last>\d*)\s*$/i;

/** @returns `undefined` for what is not one range of bytes: such a header is ignored, as RFC 9110 allows */
export const rangeOf = (header: string | undefined): RangeRequest | undefined => {
  const groups = header === undefined ? undefined : oneRange.exec(header)?.groups;
  if (!groups) return undefined;
  const first = groups.first ? Number(groups.first) : undefined;
  const last = groups.last ? Number(groups.last) : undefined;
  if (first === undefined && last === undefined) return undefined;
  if (first !== undefined && last !== undefined && last < first) return undefined;
  return { first, last };
};

/** @returns `undefined` when the body has no such bytes */
export const bytesOf = ({ first, last }: RangeRequest, length: number): ByteRange | undefined => {
  if (first === undefined) {
    const suffix = last ?? 0;
    return suffix > 0 && length > 0 ? { first: Math.max(0, length - suffix), last: length - 1 } : undefined;
  }
  if (first >= length) return undefined;
  return { first, last: Math.min(last ?? length - 1, length - 1) };
};
