import { slug } from "@skein/contracts/blog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugFromTitle } from "../../src/domain/slug-from-title.ts";

describe("the slug of a title", () => {
  it.each([
    ["Hello, Skein", "hello-skein"],
    ["  Über Öl & Eis  ", "uber-ol-eis"],
    ["Straße, Ærø, Łódź", "strasse-aero-lodz"],
    ["Don't panic: it’s 2026!", "dont-panic-its-2026"],
    ["C++ — a #1 language?", "c-a-1-language"],
  ])("of %j is %j", (title, expected) => {
    expect(slugFromTitle(title)).toBe(expected);
  });

  it.each(["", "!!!", "日本語", "🎉"])("cannot be made from %j", (title) => {
    expect(slugFromTitle(title)).toBeUndefined();
  });

  it("ends with a whole word when the title is long", () => {
    expect(slugFromTitle("many words ".repeat(20))).toBe("many-words-".repeat(7).slice(0, -1));
  });

  it("is cut when the title is one long word", () => {
    expect(slugFromTitle("x".repeat(100))).toBe("x".repeat(80));
  });

  it("is always one that may be given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        const made = slugFromTitle(title);
        if (made !== undefined) expect(slug.safeParse(made)).toMatchObject({ success: true });
      }),
    );
  });
});
