import { describe, expect, it } from "vitest";
import { createObjectCache, type Kept } from "../../../src/edge/cache/object-cache.ts";
import { revalidationOf } from "../../../src/edge/cache/revalidation.ts";
import { createSharedBody } from "../../../src/edge/cache/shared-body.ts";

const entry = async (key: string, bytes: number): Promise<Kept> => {
  const body = createSharedBody(true);
  await body.push(Buffer.alloc(bytes));
  body.end();
  const request = { method: "GET", path: key, headers: {}, protocol: "https" } as const;
  return {
    key,
    distributionId: "E1",
    uris: [key],
    status: 200,
    headers: {},
    fixedHeaders: new Set(),
    body,
    revalidation: revalidationOf(request, { status: 200, headers: {} }),
    storedAt: 0,
    initialAge: 0,
    lifetimeSeconds: 60,
    staleness: { whileRevalidating: 0, ifError: 0 },
    retryAt: 0,
  };
};

describe("the cache", () => {
  it("keeps no more than its budget, and drops what was used least recently", async () => {
    const cache = createObjectCache(30_000);
    for (const key of ["a", "b", "c"]) {
      expect(cache.reserve(7_000)).toBe(true);
      cache.put(await entry(key, 7_000));
    }
    cache.get("a");
    expect(cache.reserve(7_000)).toBe(true);
    cache.put(await entry("d", 7_000));
    expect(["a", "b", "c", "d"].filter((key) => cache.get(key))).toEqual(["a", "d", "c"].sort());
  });

  it("makes no room for more than it has", () => {
    const cache = createObjectCache(10_000);
    expect(cache.reserve(8_000)).toBe(true);
    expect(cache.reserve(8_000)).toBe(false);
    cache.release(8_000);
    expect(cache.reserve(8_000)).toBe(true);
  });

  it("counts what it lets go of", async () => {
    const cache = createObjectCache(10_000);
    for (let round = 0; round < 100; round += 1) {
      expect(cache.reserve(5_000)).toBe(true);
      const one = await entry(round % 2 === 0 ? "same" : `other-${round}`, 5_000);
      cache.put(one);
      if (round % 3 === 0) cache.remove(({ key }) => key === one.key);
    }
    cache.remove(() => true);
    expect(cache.reserve(10_000)).toBe(true);
  });

  it("replaces what is still there only", async () => {
    const cache = createObjectCache(10_000);
    const before = await entry("a", 1_000);
    cache.reserve(1_000);
    cache.put(before);
    cache.replace(before, { ...before, lifetimeSeconds: 120 });
    expect(cache.get("a")?.lifetimeSeconds).toBe(120);
    cache.remove(() => true);
    cache.replace(before, before);
    expect(cache.get("a")).toBeUndefined();
  });
});
