/** Keys in the order of their UTF-8 bytes. */

/** The smallest bytes that are greater than everything that begins with `prefix`; `undefined`: there is no end. */
export const afterPrefix = (prefix: Buffer): Buffer | undefined => {
  // The last byte of UTF-8 is never 0xff, so it can always be counted up.
  const last = prefix.at(-1);
  if (last === undefined) return undefined;
  const next = Buffer.from(prefix);
  next[prefix.length - 1] = last + 1;
  return next;
};

/** The smallest key that is greater than `key`. */
export const afterKey = (key: Buffer): Buffer => Buffer.concat([key, Buffer.of(0)]);

export const later = (one: Buffer, other: Buffer): Buffer => (Buffer.compare(one, other) >= 0 ? one : other);
