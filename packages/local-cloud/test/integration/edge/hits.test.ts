import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  behavior,
  createSite,
  distributionConfig,
  type EdgeCloud,
  managedPolicies,
  startEdgeCloud,
  startOrigin,
  type TestOrigin,
} from "../../support/edge-cloud.ts";

let cloud: EdgeCloud;
let origin: TestOrigin;

beforeAll(async () => {
  cloud = await startEdgeCloud();
  origin = await startOrigin();
});

afterAll(async () => {
  await cloud?.close();
  await origin?.close();
});

describe("a hit", () => {
  it("says what the response headers policy says now", async () => {
    const config = distributionConfig(origin.port);
    const site = await createSite(cloud, config);
    await site.get("/page");
    expect((await site.get("/page")).headers.get("strict-transport-security")).toBeNull();
    const { ETag } = await cloud.cloudfront.getDistribution({ Id: site.id });
    const secure = behavior({ ResponseHeadersPolicyId: managedPolicies.securityHeaders });
    await cloud.cloudfront.updateDistribution({
      Id: site.id,
      IfMatch: ETag,
      DistributionConfig: { ...config, DefaultCacheBehavior: secure },
    });
    const { cache, headers } = await site.get("/page");
    expect(cache).toBe("Hit from cloudfront");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  it("says what the origin said last, also when nothing but headers has changed", async () => {
    let version = 0;
    origin.handle((request, response) => {
      version += 1;
      const known = request.headers["if-none-match"] === '"a"';
      response
        .writeHead(known ? 304 : 200, { etag: '"a"', "cache-control": "max-age=60", "x-version": version })
        .end(known ? undefined : "content");
    });
    const caching = behavior({ CachePolicyId: managedPolicies.useOriginCacheControl });
    const site = await createSite(cloud, distributionConfig(origin.port, { DefaultCacheBehavior: caching }));
    const seen = async () => {
      const { cache, headers, text } = await site.get("/page");
      return `${cache?.split(" ", 1)[0]} ${headers.get("x-version")}: ${text}`;
    };
    expect([await seen(), await seen()]).toEqual(["Miss 1: content", "Hit 1: content"]);
    cloud.pass(61);
    expect([await seen(), await seen()]).toEqual(["RefreshHit 2: content", "Hit 2: content"]);
  });
});
