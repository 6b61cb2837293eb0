import { describe, expect, it } from "vitest";
import { either, selectCookies, selection, selectQuery, selects } from "../../../src/edge/site/selection.ts";

describe("a selection", () => {
  it.each([
    ["none", "", ""],
    ["all", "b=2&a=1&b=3", "session=x; theme=dark"],
    ["whitelist", "a=1", "theme=dark"],
    ["allExcept", "b=2&b=3", "session=x"],
  ])("of %s", (behavior, query, cookies) => {
    const names = behavior === "none" || behavior === "all" ? [] : ["a", "theme"];
    expect(selectQuery("b=2&a=1&b=3", selection(behavior, names))).toBe(query);
    expect(selectCookies("session=x;theme=dark", selection(behavior, names)).replace(/; ?/g, "; ")).toBe(
      cookies,
    );
  });

  it("reads the names of parameters as they are meant", () => {
    expect(selectQuery("na%20me=1&na+me=2&%=3", selection("whitelist", ["na me"]))).toBe("na%20me=1&na+me=2");
    expect(selectQuery("%=3", selection("whitelist", ["%"]))).toBe("%=3");
  });

  it("means both of two", () => {
    const both = either(selection("whitelist", ["a"]), selection("whitelist", ["b"]));
    expect(["a", "b", "c"].filter((name) => selects(both, name))).toEqual(["a", "b"]);
    expect(either("none", "all")).toBe("all");
    expect(either("none", "none")).toBe("none");
  });

  it("minds the case of names unless told", () => {
    expect(selects(selection("whitelist", ["A"]), "a")).toBe(false);
    expect(selects(selection("whitelist", ["A"], true), "a")).toBe(true);
  });
});
