import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { line, prose } from "../../src/text.ts";

const title = line(1, 200);
const anyText = fc.string({ unit: "grapheme", maxLength: 300 });

describe("a line", () => {
  it("is taken trimmed when it has 1 to 200 characters, and refused otherwise", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const trimmed = text.trim();
        const length = [...trimmed].length;
        const result = title.safeParse(text);
        const isGood = length >= 1 && length <= 200 && !/\p{Cc}/u.test(trimmed);
        expect(result.success).toBe(isGood);
        if (result.success) expect(result.data).toBe(trimmed);
      }),
    );
  });

  it("counts characters, not UTF-16 units", () => {
    expect(title.safeParse("🌱".repeat(200)).success).toBe(true);
    expect(title.safeParse("🌱".repeat(201)).success).toBe(false);
  });

  it.each(["", "   ", "a\nb", "a\u0000b", "a\ud800"])("refuses %j", (text) => {
    expect(title.safeParse(text).success).toBe(false);
  });
});

describe("prose", () => {
  it("is kept as it came", () => {
    fc.assert(fc.property(anyText, (text) => prose(300).parse(text) === text));
  });

  it("is refused beyond its length", () => {
    expect(prose(10_000).safeParse("x".repeat(10_000)).success).toBe(true);
    expect(prose(10_000).safeParse("x".repeat(10_001)).success).toBe(false);
  });
});
