import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createSite,
  distributionConfig,
  type EdgeCloud,
  invalidate,
  startEdgeCloud,
  startOrigin,
  type TestOrigin,
  type TestSite,
} from "../../support/edge-cloud.ts";

let cloud: EdgeCloud;
let origin: TestOrigin;
let site: TestSite;

beforeAll(async () => {
  cloud = await startEdgeCloud();
  origin = await startOrigin();
  site = await createSite(cloud, distributionConfig(origin.port));
});

afterAll(async () => {
  await cloud?.close();
  await origin?.close();
});

afterEach(() => origin.handle((_request, response) => void response.end("hello")));

describe("the edge", () => {
  it("answers the first request from the origin, and the second from the cache", async () => {
    const first = await site.get("/first");
    const second = await site.get("/first");
    expect([first.cache, second.cache]).toEqual(["Miss from cloudfront", "Hit from cloudfront"]);
    expect([first.text, second.text]).toEqual(["hello", "hello"]);
    expect(first.headers.get("age")).toBeNull();
    expect(second.headers.get("age")).toBe("0");
    expect(second.headers.get("via")).toMatch(/^1\.1 \S+\.cloudfront\.net \(CloudFront\)$/);
    expect(second.headers.get("x-amz-cf-id")).toHaveLength(56);
    expect(second.headers.get("x-amz-cf-id")).not.toBe(first.headers.get("x-amz-cf-id"));
    expect(second.headers.get("x-amz-cf-pop")).toBeTruthy();
    expect(origin.asked("/first")).toBe(1);
  });

  it("asks the origin once for a cold page that a thousand viewers want at the same time", async () => {
    const waiting: (() => void)[] = [];
    origin.handle((_request, response) => void waiting.push(() => response.end("collapsed")));
    const answers = Array.from({ length: 1_000 }, () => site.get("/cold"));
    const first = Promise.race(answers);
    await expect.poll(() => waiting.length).toBe(1);
    for (const answer of waiting) answer();
    await first;
    const texts = new Set((await Promise.all(answers)).map(({ text }) => text));
    expect(texts).toEqual(new Set(["collapsed"]));
    expect(origin.asked("/cold")).toBe(1);
  });

  it("fetches again what was invalidated, at once", async () => {
    let version = 1;
    origin.handle((_request, response) => void response.end(`version ${version}`));
    expect((await site.get("/post")).text).toBe("version 1");
    version = 2;
    expect((await site.get("/post")).text).toBe("version 1");
    const { Invalidation } = await invalidate(cloud, site, "/post");
    expect(Invalidation?.Status).toBe("Completed");
    const after = await site.get("/post");
    expect([after.text, after.cache]).toEqual(["version 2", "Miss from cloudfront"]);
  });
});
