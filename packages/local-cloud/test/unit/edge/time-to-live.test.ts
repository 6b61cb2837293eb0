import { describe, expect, it } from "vitest";
import { lifetimeOf, stalenessOf } from "../../../src/edge/cache/time-to-live.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now + seconds * 1_000).toUTCString();

/** The two columns of https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html */
const withoutMinimum = { minimum: 0, standard: 600, maximum: 3_600 };
const withMinimum = { minimum: 60, standard: 600, maximum: 3_600 };

type Headers = Record<string, string>;
const control = (value: string): Headers => ({ "cache-control": value });

describe("how long a success is kept", () => {
  const table: readonly [what: string, headers: Headers, without: number | undefined, withOne: number][] = [
    ["nothing said", {}, 600, 600],
    ["max-age between the bounds", control("max-age=100"), 100, 100],
    ["max-age above the maximum", control("max-age=99999"), 3_600, 3_600],
    ["max-age below the minimum", control("max-age=5"), 5, 60],
    ["max-age of nothing", control("max-age=0"), 0, 60],
    ["s-maxage, which wins over max-age", control("max-age=100, s-maxage=200"), 200, 200],
    ["s-maxage above the maximum", control("s-maxage=99999, max-age=5"), 3_600, 3_600],
    ["s-maxage below the minimum", control("s-maxage=5, max-age=100"), 5, 60],
    ["Expires between the bounds", { expires: inSeconds(100) }, 100, 100],
    ["Expires above the maximum", { expires: inSeconds(99_999) }, 3_600, 3_600],
    ["Expires below the minimum", { expires: inSeconds(5) }, 5, 60],
    ["Expires in the past", { expires: inSeconds(-100) }, 0, 60],
    ["an Expires that is no date", { expires: "0" }, 0, 60],
    ["Expires, counted from the origin's Date", { expires: inSeconds(0), date: inSeconds(-100) }, 100, 100],
    ["max-age, which wins over Expires", { ...control("max-age=100"), expires: inSeconds(200) }, 100, 100],
    ["no-cache", control("no-cache, max-age=100"), 0, 60],
    ["no-store", control("no-store, max-age=100"), undefined, 60],
    ["private", control("private, max-age=100"), undefined, 60],
    ["public alone", control("public"), 600, 600],
    ["a max-age that is no number", control("max-age=soon"), 0, 60],
    ["a max-age in quotes", control('max-age="100"'), 100, 100],
    ["directives in capitals", control("Max-Age=100"), 100, 100],
  ];

  it.each(table)("%s", (_what, headers, without, withOne) => {
    const none = lifetimeOf(200, headers, withoutMinimum, 10, now);
    expect(none).toEqual(
      without === undefined ? { seconds: 0, kept: false } : { seconds: without, kept: true },
    );
    expect(lifetimeOf(200, headers, withMinimum, 10, now)).toEqual({ seconds: withOne, kept: true });
  });

  it("is the minimum when that is above the default", () => {
    const ttl = { minimum: 1_000, standard: 600, maximum: 3_600 };
    expect(lifetimeOf(200, {}, ttl, 10, now).seconds).toBe(1_000);
  });

  it.each([200, 203, 204, 206, 300, 301, 302, 307, 308])("holds for %d", (status) => {
    expect(lifetimeOf(status, control("max-age=100"), withoutMinimum, 10, now).kept).toBe(true);
  });
});

describe("how long an error is kept", () => {
  it.each([404, 414, 500, 501, 502, 503, 504])(
    "%d: for the error caching minimum, whatever is said",
    (status) => {
      for (const headers of [{}, control("no-store"), control("max-age=5"), { expires: inSeconds(5) }])
        expect(lifetimeOf(status, headers, withMinimum, 10, now)).toEqual({ seconds: 10, kept: true });
    },
  );

  it.each([404, 500])("%d: longer when the origin says so", (status) => {
    expect(lifetimeOf(status, control("max-age=100"), withoutMinimum, 10, now).seconds).toBe(100);
    expect(lifetimeOf(status, { expires: inSeconds(100) }, withoutMinimum, 10, now).seconds).toBe(100);
  });

  it.each([400, 403, 405, 412, 415])("%d: only when the origin gives it an age", (status) => {
    expect(lifetimeOf(status, {}, withMinimum, 10, now).kept).toBe(false);
    expect(lifetimeOf(status, control("max-age=5"), withMinimum, 10, now)).toEqual({
      seconds: 10,
      kept: true,
    });
  });

  it.each([401, 410, 416, 429])("%d: never", (status) => {
    expect(lifetimeOf(status, control("max-age=100"), withMinimum, 10, now).kept).toBe(false);
  });

  it("is nothing when the minimum is 0 and the origin says nothing", () => {
    expect(lifetimeOf(503, {}, withMinimum, 0, now).kept).toBe(false);
  });
});

describe("how long something is served past its time", () => {
  it("is what the origin says, bounded by the maximum TTL", () => {
    const said = control("max-age=1, stale-while-revalidate=60, stale-if-error=99999");
    expect(stalenessOf(said, withMinimum)).toEqual({ whileRevalidating: 60, ifError: 3_600 });
  });

  it("is, instead of an error, up to the maximum TTL when nothing is said", () => {
    expect(stalenessOf({}, withMinimum)).toEqual({ whileRevalidating: 0, ifError: 3_600 });
    expect(stalenessOf(control("stale-if-error=0"), withMinimum).ifError).toBe(0);
  });

  it.each(["must-revalidate", "proxy-revalidate", "no-cache", "no-store", "private"])(
    "is nothing with %s",
    (word) => {
      const said = control(`${word}, stale-while-revalidate=60, stale-if-error=60`);
      expect(stalenessOf(said, withMinimum)).toEqual({ whileRevalidating: 0, ifError: 0 });
    },
  );
});
