import type { Invalidation } from "@skein/lambda-kit/cloudfront";
import { expect, it } from "vitest";
import { edgeCache } from "../../src/adapters/edge-cache.ts";

const made: Invalidation[] = [];
const cache = edgeCache(new AbortController().signal, "E1", () => ({
  invalidate: async (invalidation) => void made.push(invalidation),
}));

it("the same paths for the same reason are one invalidation, and other paths another one", async () => {
  await cache.forget(["/a", "/b"], "event/1");
  await cache.forget(["/b", "/a"], "event/1");
  await cache.forget(["/a"], "event/1");
  await cache.forget(["/a"], "event/2");
  expect(made[0]).toMatchObject({ distributionId: "E1", paths: ["/a", "/b"] });
  const references = made.map(({ callerReference }) => callerReference);
  expect(references[0]).toBe(references[1]);
  expect(new Set(references).size).toBe(3);
});
