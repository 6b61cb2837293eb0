import { expect, it } from "vitest";
import { edgeCache } from "../../src/adapters/edge-cache.ts";
import { changedPaths } from "../../src/domain/changed-paths.ts";

const lists = ["/posts", "/posts?*"];
const { signal } = new AbortController();

it("a change of a post changes its page, the page where it was, and the lists", () => {
  expect(changedPaths({ slug: "a" })).toEqual(["/posts/a", ...lists]);
  expect(changedPaths({ slug: "b", previousSlug: "a" })).toEqual(["/posts/b", "/posts/a", ...lists]);
});

it("nothing is invalidated where there is no distribution", () => {
  expect(edgeCache(signal, "")).toBeUndefined();
});

it("the same event is the same invalidation", async () => {
  const made: unknown[] = [];
  const cache = edgeCache(signal, "E1", () => ({
    invalidate: async (invalidation) => void made.push(invalidation),
  }));
  await cache?.forget(lists, "event/1");
  expect(made).toEqual([{ distributionId: "E1", callerReference: "event/1", paths: lists }]);
});
