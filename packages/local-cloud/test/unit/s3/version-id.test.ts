import { describe, expect, it } from "vitest";
import { newVersionId, placeOfVersionId } from "../../../src/engines/s3/objects/version-id.ts";

describe("the id of a version", () => {
  it.each([0, 1, 255, 1_000_000, 2 ** 48 - 1])("has the look of AWS's, and the place %i in it", (place) => {
    const ids = Array.from({ length: 100 }, () => newVersionId(place));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) {
      expect(id).toMatch(/^[A-Za-z0-9._]{32}$/);
      expect(placeOfVersionId(id)).toBe(place);
    }
  });

  it("is none when it was made up, or changed by a character", () => {
    const id = newVersionId(7);
    const changed = Array.from(
      id,
      (character, at) => `${id.slice(0, at)}${character === "a" ? "b" : "a"}${id.slice(at + 1)}`,
    );
    for (const other of [...changed, "", "null", "x".repeat(32), `${id}a`, id.slice(1)])
      expect(placeOfVersionId(other)).toBeUndefined();
  });

  it("does not show the order of versions", () => {
    const ids = Array.from({ length: 100 }, (_, place) => newVersionId(place));
    expect(ids.toSorted()).not.toEqual(ids);
    expect(new Set(ids.map((id) => id.slice(0, 4))).size).toBeGreaterThan(90);
  });
});
