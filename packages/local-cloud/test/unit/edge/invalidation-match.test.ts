import { describe, expect, it } from "vitest";
import { invalidationMatch } from "../../../src/edge/cache/invalidation-match.ts";

describe("an invalidation", () => {
  it.each([
    [["/posts/a"], "/posts/a", true],
    [["/posts/a"], "/posts/ab", false],
    [["/posts/a"], "/Posts/a", false],
    [["/posts/a"], "/posts/a?page=2", false],
    [["/posts/a?page=2"], "/posts/a?page=2", true],
    [["/posts/a*"], "/posts/a?page=2", true],
    [["/posts/*"], "/posts/", true],
    [["/posts/*"], "/posts", false],
    [["/posts*"], "/posts", true],
    [["/*"], "/", true],
    [["/a", "/b*"], "/bc", true],
    [["/%7Euser/%C3%A9"], "/~user/é", true],
    [["/a b"], "/a%20b", true],
    [["/%"], "/%", true],
  ])("of %j, for %s: %s", (paths, uri, matches) => {
    expect(invalidationMatch(paths)(uri)).toBe(matches);
  });
});
