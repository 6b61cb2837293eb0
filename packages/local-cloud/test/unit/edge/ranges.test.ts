import { describe, expect, it } from "vitest";
import { isKnown, rangeHolds } from "../../../src/edge/answers/conditions.ts";
import { bytesOf, rangeOf } from "../../../src/edge/answers/ranges.ts";

describe("a range", () => {
  it.each([
    ["bytes=0-4", { first: 0, last: 4 }],
    ["bytes=5-", { first: 5, last: 9 }],
    ["bytes=-3", { first: 7, last: 9 }],
    ["bytes=-99", { first: 0, last: 9 }],
    ["bytes=8-99", { first: 8, last: 9 }],
    ["Bytes= 1 - 2 ", { first: 1, last: 2 }],
  ])("%s of ten bytes", (header, bytes) => {
    const range = rangeOf(header);
    expect(range && bytesOf(range, 10)).toEqual(bytes);
  });

  it.each(["bytes=10-", "bytes=-0", "bytes=99-100"])("%s is beyond ten bytes", (header) => {
    const range = rangeOf(header);
    expect(range).toBeDefined();
    expect(range && bytesOf(range, 10)).toBeUndefined();
  });

  it.each([undefined, "bytes=0-1,3-4", "bytes=-", "bytes=5-2", "lines=1-2", "bytes=a-b"])(
    "%s is none",
    (header) => {
      expect(rangeOf(header)).toBeUndefined();
    },
  );
});

describe("a condition", () => {
  const etag = { etag: '"a"', "last-modified": "Fri, 27 Nov 2026 12:00:00 GMT" };

  it.each([
    [{ "if-none-match": '"a"' }, true],
    [{ "if-none-match": 'W/"a"' }, true],
    [{ "if-none-match": '"b", "a"' }, true],
    [{ "if-none-match": "*" }, true],
    [{ "if-none-match": '"b"' }, false],
    [{ "if-modified-since": "Fri, 27 Nov 2026 12:00:00 GMT" }, true],
    [{ "if-modified-since": "Fri, 27 Nov 2026 11:00:00 GMT" }, false],
    [{ "if-modified-since": "yesterday" }, false],
    [{ "if-none-match": '"b"', "if-modified-since": "Fri, 27 Nov 2026 12:00:00 GMT" }, false],
    [{}, false],
  ])("%j finds the viewer up to date: %s", (request, known) => {
    expect(isKnown(request, etag)).toBe(known);
  });

  it.each([
    [{ "if-range": '"a"' }, true],
    [{ "if-range": '"b"' }, false],
    [{ "if-range": 'W/"a"' }, false],
    [{ "if-range": "Fri, 27 Nov 2026 12:00:00 GMT" }, true],
    [{ "if-range": "Fri, 27 Nov 2026 11:00:00 GMT" }, false],
    [{}, true],
  ])("%j lets the range hold: %s", (request, holds) => {
    expect(rangeHolds(request, etag)).toBe(holds);
  });
});
