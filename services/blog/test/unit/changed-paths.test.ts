import { expect, it } from "vitest";
import { changedPaths } from "../../src/domain/changed-paths.ts";

it("a change of a post changes what the API says of it, of where it was, and of the lists", () => {
  const lists = ["/posts", "/posts?*"];
  expect(changedPaths({ slug: "a" })).toEqual(["/posts/a", ...lists]);
  expect(changedPaths({ slug: "b", previousSlug: "a" })).toEqual(["/posts/b", "/posts/a", ...lists]);
});
