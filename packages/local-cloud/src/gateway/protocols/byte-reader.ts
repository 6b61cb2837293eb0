/** Reads lines and stretches of bytes from a stream that comes in pieces of any size. */
export interface ByteReader {
  /**
   * The next line, without its line end.
   *
   * @returns `undefined` when the stream ends before the line does, or the line is longer than `limit`
   */
  line(limit: number): Promise<Buffer | undefined>;
  /** At least one byte and at most `most`; `undefined` at the end. */
  some(most: number): Promise<Buffer | undefined>;
  /** Puts back what was read too far. */
  unread(bytes: Buffer): void;
}

const lineEnd = Buffer.from("\r\n");

export const byteReader = (source: AsyncIterable<Buffer>): ByteReader => {
  const iterator = source[Symbol.asyncIterator]();
  let buffered: Buffer = Buffer.alloc(0);

  const more = async (): Promise<boolean> => {
    const next = await iterator.next();
    if (next.done) return false;
    buffered = buffered.length === 0 ? next.value : Buffer.concat([buffered, next.value]);
    return true;
  };

  const take = (length: number): Buffer => {
    const taken = buffered.subarray(0, length);
    buffered = buffered.subarray(length);
    return taken;
  };

  return {
    line: async (limit) => {
      for (;;) {
        const end = buffered.indexOf(lineEnd);
        if (end > limit || (end < 0 && buffered.length > limit + lineEnd.length)) return undefined;
        if (end >= 0) {
          const line = take(end);
          take(lineEnd.length);
          return line;
        }
        if (!(await more())) return undefined;
      }
    },
    some: async (most) => {
      while (buffered.length === 0) if (!(await more())) return undefined;
      return take(Math.min(most, buffered.length));
    },
    unread: (bytes) => {
      buffered = Buffer.concat([bytes, buffered]);
    },
  };
};
