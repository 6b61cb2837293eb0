import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timestamp } from "../../src/time.ts";

describe("a timestamp", () => {
  it("takes what Date writes", () => {
    const dates = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(fc.property(dates, (date) => timestamp.parse(date.toISOString()) === date.toISOString()));
  });

  it.each(["2026-11-22T10:43:00Z", "2026-11-22T10:43:00.1Z", "2028-02-29T00:00:00Z"])("takes %s", (text) => {
    expect(timestamp.parse(text)).toBe(text);
  });

  it.each([
    "2026-11-22",
    "2026-11-22T10:43Z",
    "2026-11-22T10:43:00",
    "2026-11-22T10:43:00+01:00",
    "2026-11-22T10:43:00.1234Z",
    "2026-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T10:60:00Z",
    "2026-11-22T10:43:00Z\n",
    "now",
  ])("refuses %j", (text) => {
    expect(timestamp.safeParse(text).success).toBe(false);
  });
});
