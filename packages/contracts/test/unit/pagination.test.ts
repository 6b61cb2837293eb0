import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { pageQuery } from "../../src/pagination.ts";

const query = z.strictObject(pageQuery);

describe("a page's limit", () => {
  it("is 20 when it is not given", () => {
    expect(query.parse({})).toEqual({ limit: 20 });
  });

  it("is a whole number from 1 to 100", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 1_000 }), (limit) => {
        expect(query.safeParse({ limit: String(limit) }).success).toBe(limit >= 1 && limit <= 100);
      }),
    );
  });

  it.each(["", " 5", "5.0", "1e1", "0x10", "+5", "five", "٥"])("refuses %j", (limit) => {
    expect(query.safeParse({ limit }).success).toBe(false);
  });
});
