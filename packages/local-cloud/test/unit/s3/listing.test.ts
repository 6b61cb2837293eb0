import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastOf, listPage, positionAfter } from "../../../src/engines/s3/listing/groups.ts";
import { afterPrefix } from "../../../src/engines/s3/listing/key-range.ts";

const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** A store that finds as the index does. */
const storeOf = (keys: readonly string[]) => {
  const sorted = keys.toSorted(byBytes);
  let rows = 0;
  return {
    rows: () => rows,
    fetch: (from: Buffer, to: Buffer | undefined, limit: number) => {
      const found = sorted
        .filter((key) => Buffer.compare(Buffer.from(key), from) >= 0)
        .filter((key) => !to || Buffer.compare(Buffer.from(key), to) < 0)
        .slice(0, limit);
      rows += found.length;
      return found.map((key) => ({ key }));
    },
  };
};

/** What S3 says it lists, without pages. */
const naive = (keys: readonly string[], prefix: string, delimiter: string): readonly string[] => {
  const rolled = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => {
      const at = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
      return at < 0 ? `key ${key}` : `prefix ${key.slice(0, at + delimiter.length)}`;
    });
  return [...new Set(rolled)].toSorted((one, other) =>
    byBytes(one.slice(one.indexOf(" ") + 1), other.slice(other.indexOf(" ") + 1)),
  );
};

const walk = (keys: readonly string[], prefix: string, delimiter: string, limit: number) => {
  const store = storeOf(keys);
  const entries: string[] = [];
  let from: Buffer = Buffer.alloc(0);
  for (let pages = 0; pages < 1_000; pages++) {
    const page = listPage({ prefix, delimiter, from, limit }, store.fetch);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    for (const entry of page.entries)
      entries.push(entry.kind === "item" ? `key ${entry.key}` : `prefix ${entry.prefix}`);
    if (!page.truncated) return { entries, rows: store.rows() };
    from = positionAfter(lastOf(page) ?? "", { prefix, delimiter });
  }
  throw new Error("The listing does not end");
};

describe("a listing", () => {
  const key = fc
    .array(fc.constantFrom("a", "b", "/", "//", "é", "\u{1f4a3}", "\uffee"), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(""));

  it("has every key and folder once, in order, whatever the size of its pages", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 40 }),
        fc.constantFrom("", "a", "a/", "b", "/", "é", "\u{1f4a3}"),
        fc.constantFrom("", "/", "a", "//", "é"),
        fc.integer({ min: 1, max: 8 }),
        (keys, prefix, delimiter, limit) => {
          expect(walk(keys, prefix, delimiter, limit).entries).toEqual(naive(keys, prefix, delimiter));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("does not read what lies in the folders that it shows", () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `${index % 20}/${index}`);
    const { entries, rows } = walk(keys, "", "/", 1_000);
    expect(entries).toHaveLength(20);
    expect(rows).toBeLessThan(1_500);
  });

  it("knows the end of every prefix", () => {
    fc.assert(
      fc.property(key, key, (prefix, rest) => {
        const end = afterPrefix(Buffer.from(prefix));
        expect(end).toBeDefined();
        if (end) expect(Buffer.compare(Buffer.from(prefix + rest), end)).toBe(-1);
      }),
    );
  });
});
