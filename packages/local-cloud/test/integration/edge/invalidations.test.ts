import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  behavior,
  createSite,
  distributionConfig,
  type EdgeCloud,
  invalidate,
  managedPolicies,
  startEdgeCloud,
  startOrigin,
  type TestOrigin,
  type TestSite,
} from "../../support/edge-cloud.ts";

let cloud: EdgeCloud;
let origin: TestOrigin;
let site: TestSite;
let other: TestSite;

beforeAll(async () => {
  cloud = await startEdgeCloud();
  origin = await startOrigin();
  const config = () => distributionConfig(origin.port, { DefaultRootObject: "index.html" });
  site = await createSite(cloud, config());
  other = await createSite(cloud, config());
});

afterAll(async () => {
  await cloud?.close();
  await origin?.close();
});

const version = (text: string): void => origin.handle((_request, response) => void response.end(text));

/** Keeps answers back until they are let go. */
const holdBack = (): ServerResponse[] => {
  const held: ServerResponse[] = [];
  origin.handle((_request, response) => void held.push(response));
  return held;
};

describe("an invalidation", () => {
  it("reaches all below a wildcard and nothing else, of its distribution alone", async () => {
    version("old");
    for (const path of ["/posts/a", "/posts/b", "/about"])
      await Promise.all([site.get(path), other.get(path)]);
    version("new");
    await invalidate(cloud, site, "/posts/*");
    const texts = await Promise.all(
      ["/posts/a", "/posts/b", "/about"].map(async (path) => (await site.get(path)).text),
    );
    expect(texts).toEqual(["new", "new", "old"]);
    expect((await other.get("/posts/a")).text).toBe("old");
    await invalidate(cloud, site, "/*");
    expect((await site.get("/about")).text).toBe("new");
  });

  it("knows the default root object by both of its names", async () => {
    for (const path of ["/", "/index.html"]) {
      version("old");
      await invalidate(cloud, site, "/*");
      await site.get("/");
      version("new");
      await invalidate(cloud, site, path);
      expect((await site.get("/")).text).toBe("new");
    }
  });

  it("outruns an answer that was asked for before it", async () => {
    const held = holdBack();
    const before = site.get("/slow");
    await expect.poll(() => held.length).toBe(1);
    await invalidate(cloud, site, "/slow");
    const after = site.get("/slow");
    await expect.poll(() => held.length).toBe(2);
    held[1]?.end("new");
    expect((await after).text).toBe("new");
    held[0]?.end("old");
    expect((await before).text).toBe("old");
    const kept = await site.get("/slow");
    expect([kept.text, kept.cache]).toEqual(["new", "Hit from cloudfront"]);
  });

  it("outruns a body that is under way", async () => {
    const held = holdBack();
    const before = site.get("/long");
    await expect.poll(() => held.length).toBe(1);
    held[0]?.write("old ");
    const joined = site.get("/long");
    await invalidate(cloud, site, "/lo*");
    version("new");
    expect((await site.get("/long")).text).toBe("new");
    held[0]?.end("text");
    expect(["old text", "new"]).toContain((await joined).text);
    expect((await before).text).toBe("old text");
    expect((await site.get("/long")).text).toBe("new");
  });

  it("outruns a fetch in the background", async () => {
    const caching = behavior({ CachePolicyId: managedPolicies.useOriginCacheControl });
    const mine = await createSite(cloud, distributionConfig(origin.port, { DefaultCacheBehavior: caching }));
    const headers = { "cache-control": "max-age=10, stale-while-revalidate=60" };
    origin.handle((_request, response) => void response.writeHead(200, headers).end("old"));
    await mine.get("/swr");
    cloud.pass(20);
    const held = holdBack();
    expect((await mine.get("/swr")).text).toBe("old");
    await expect.poll(() => held.length).toBe(1);
    await invalidate(cloud, mine, "/swr");
    origin.handle((_request, response) => void response.writeHead(200, headers).end("new"));
    expect((await mine.get("/swr")).text).toBe("new");
    held[0]?.writeHead(200, headers).end("old");
    await expect.poll(() => held[0]?.writableFinished).toBe(true);
    for (let round = 0; round < 5; round += 1) expect((await mine.get("/swr")).text).toBe("new");
  });

  it("names a query string only where the cache key holds it", async () => {
    const { CachePolicy } = await cloud.cloudfront.createCachePolicy({
      CachePolicyConfig: {
        Name: "by-page",
        MinTTL: 0,
        DefaultTTL: 600,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingGzip: false,
          HeadersConfig: { HeaderBehavior: "none" },
          CookiesConfig: { CookieBehavior: "none" },
          QueryStringsConfig: {
            QueryStringBehavior: "whitelist",
            QueryStrings: { Quantity: 1, Items: ["page"] },
          },
        },
      },
    });
    const caching = behavior({ CachePolicyId: CachePolicy?.Id });
    const mine = await createSite(cloud, distributionConfig(origin.port, { DefaultCacheBehavior: caching }));
    version("old");
    await mine.get("/list?page=1&utm=a");
    await mine.get("/list?page=2");
    version("new");
    await invalidate(cloud, mine, "/list?page=1");
    expect((await mine.get("/list?utm=b&page=1")).text).toBe("new");
    expect((await mine.get("/list?page=2")).text).toBe("old");
  });

  it("is refused for a wildcard in the middle, and for no path at all", async () => {
    await expect(invalidate(cloud, site, "/a/*/b")).rejects.toMatchObject({ name: "InvalidArgument" });
    await expect(invalidate(cloud, site, "a")).rejects.toMatchObject({ name: "InvalidArgument" });
    await expect(invalidate(cloud, site)).rejects.toMatchObject({ name: "InvalidArgument" });
  });

  it("is remembered, and made once for one caller reference", async () => {
    const request = {
      DistributionId: site.id,
      InvalidationBatch: { CallerReference: "once", Paths: { Quantity: 1, Items: ["/once"] } },
    };
    const { Invalidation: first, Location } = await cloud.cloudfront.createInvalidation(request);
    const { Invalidation: second } = await cloud.cloudfront.createInvalidation(request);
    expect(second?.Id).toBe(first?.Id);
    expect(Location).toContain(`/distribution/${site.id}/invalidation/${first?.Id}`);
    const other = { ...request.InvalidationBatch, Paths: { Quantity: 1, Items: ["/other"] } };
    await expect(
      cloud.cloudfront.createInvalidation({ ...request, InvalidationBatch: other }),
    ).rejects.toMatchObject({ name: "InvalidArgument" });

    const { Invalidation: found } = await cloud.cloudfront.getInvalidation({
      DistributionId: site.id,
      Id: first?.Id,
    });
    expect(found).toMatchObject({ Status: "Completed", InvalidationBatch: request.InvalidationBatch });
    const { InvalidationList: list } = await cloud.cloudfront.listInvalidations({ DistributionId: site.id });
    expect(list?.Items?.map(({ Id }) => Id)).toContain(first?.Id);
    await expect(
      cloud.cloudfront.getInvalidation({ DistributionId: site.id, Id: "INONE" }),
    ).rejects.toMatchObject({ name: "NoSuchInvalidation" });
  });
});
