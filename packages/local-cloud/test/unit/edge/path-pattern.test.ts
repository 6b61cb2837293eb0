import { describe, expect, it } from "vitest";
import { pathPattern } from "../../../src/edge/site/path-pattern.ts";

describe("a path pattern", () => {
  it.each([
    ["*", "/", true],
    ["*", "/a/b.html", true],
    ["/images/*", "/images/a/b.jpg", true],
    ["/images/*", "/images", false],
    ["images/*.jpg", "/images/a.jpg", true],
    ["*.jpg", "/deep/down/a.jpg", true],
    ["*.jpg", "/a.jpg.txt", false],
    ["/a?c.html", "/abc.html", true],
    ["/a?c.html", "/ac.html", false],
    ["/a?c.html", "/abbc.html", false],
    ["/a**c", "/ac", true],
    ["/Images/*", "/images/a.jpg", false],
    ["/a.b", "/axb", false],
    ["/a+(b)$", "/a+(b)$", true],
    ["/index.html", "/index.html", true],
  ])("%s, asked for %s: %s", (pattern, path, matches) => {
    expect(pathPattern(pattern)(path)).toBe(matches);
  });
});
