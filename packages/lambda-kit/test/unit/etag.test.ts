import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValidationFailed } from "../../src/errors.ts";
import { etagOf, expectedVersionOf, matchesAny } from "../../src/etag.ts";

const versions = fc.integer({ min: 1, max: 999_999_999_999_999 });

describe("If-Match", () => {
  it("gives back the version of every tag that we made", () => {
    fc.assert(fc.property(versions, (version) => expectedVersionOf(etagOf(version)) === version));
  });

  it("asks for no version when it is absent or *", () => {
    expect(expectedVersionOf(undefined)).toBeUndefined();
    expect(expectedVersionOf("*")).toBeUndefined();
  });

  it("never matches a weak tag, or one that we did not make", () => {
    for (const tag of ['W/"3"', '"abc"', '""', '"0"', '"-3"', '"3.0"', '"03"', '"1e3"', '"9999999999999999"'])
      expect(expectedVersionOf(tag)).toBe(0);
  });

  it.each(["3", "", "'3'", '"3', '"1", "2"', 'w/"3"', "**"])("refuses %j", (header) => {
    expect(() => expectedVersionOf(header)).toThrow(ValidationFailed);
  });

  it("answers any header with a version or a refusal, and nothing else", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        try {
          const version = expectedVersionOf(header);
          return version === undefined || (Number.isSafeInteger(version) && version >= 0);
        } catch (error) {
          return error instanceof ValidationFailed;
        }
      }),
    );
  });
});

describe("If-None-Match", () => {
  it.each(['"3"', 'W/"3"', '"1", "3"', "*"])("%s matches version 3", (header) => {
    expect(matchesAny(header, etagOf(3))).toBe(true);
  });

  it.each([undefined, "", '"33"', "3"])("%s does not", (header) => {
    expect(matchesAny(header, etagOf(3))).toBe(false);
  });
});
