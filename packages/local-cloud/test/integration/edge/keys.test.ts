import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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

beforeEach(() => {
  let count = 0;
  origin.handle((_request, response) => {
    count += 1;
    response.end(`answer ${count}`);
  });
});

afterAll(async () => {
  await cloud?.close();
  await origin?.close();
});

const names = (...items: string[]) => ({ Quantity: items.length, Items: items });

const siteWithKey = async (name: string) => {
  const { CachePolicy } = await cloud.cloudfront.createCachePolicy({
    CachePolicyConfig: {
      Name: name,
      MinTTL: 0,
      DefaultTTL: 600,
      MaxTTL: 600,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: true,
        HeadersConfig: {
          HeaderBehavior: "whitelist",
          Headers: names("X-Tenant", "CloudFront-Forwarded-Proto"),
        },
        CookiesConfig: { CookieBehavior: "whitelist", Cookies: names("theme") },
        QueryStringsConfig: { QueryStringBehavior: "allExcept", QueryStrings: names("utm") },
      },
    },
  });
  return createSite(
    cloud,
    distributionConfig(origin.port, { DefaultCacheBehavior: behavior({ CachePolicyId: CachePolicy?.Id }) }),
  );
};

describe("the cache key", () => {
  it("holds the headers, cookies and parameters of the policy, and nothing else", async () => {
    const site = await siteWithKey("key");
    const text = async (path: string, headers: Record<string, string> = {}) =>
      (await site.get(path, headers)).text;
    expect(await text("/k")).toBe("answer 1");
    expect(await text("/k?utm=mail", { "x-other": "1", cookie: "session=1", "accept-language": "de" })).toBe(
      "answer 1",
    );
    expect(await text("/k?page=2")).toBe("answer 2");
    expect(await text("/k?page=2&utm=mail")).toBe("answer 2");
    expect(await text("/k", { "x-tenant": "a" })).toBe("answer 3");
    expect(await text("/k", { "x-tenant": "b" })).toBe("answer 4");
    expect(await text("/k", { cookie: "session=1; theme=dark" })).toBe("answer 5");
    expect(await text("/K")).toBe("answer 6");
  });

  it("holds what the viewer accepts in one of four forms", async () => {
    const site = await siteWithKey("encodings");
    const forms = [
      "identity",
      "gzip, deflate, br;q=1.0",
      "br,gzip",
      "gzip;q=0.5",
      "br",
      "gzip, br;q=0",
      "deflate",
    ];
    const texts: string[] = [];
    for (const form of forms) texts.push((await site.get("/e", { "accept-encoding": form })).text);
    const [none, both, gzip, br] = ["answer 1", "answer 2", "answer 3", "answer 4"];
    expect(texts).toEqual([none, both, both, gzip, br, gzip, none]);
    const sent = origin.requests.slice(-4).map(({ headers }) => headers["accept-encoding"]);
    expect(sent).toEqual([undefined, "br,gzip", "gzip", "br"]);
  });

  it("is the same for GET and HEAD", async () => {
    const site = await siteWithKey("head");
    origin.handle((request, response) => {
      response.setHeader("content-length", 5);
      response.end(request.method === "HEAD" ? undefined : "12345");
    });
    const cold = await site.get("/h", {}, "HEAD");
    expect([cold.cache, cold.headers.get("content-length"), cold.text]).toEqual([
      "Miss from cloudfront",
      "5",
      "",
    ]);
    await site.get("/h");
    const warm = await site.get("/h", {}, "HEAD");
    expect([warm.cache, warm.headers.get("content-length"), warm.text]).toEqual([
      "Hit from cloudfront",
      "5",
      "",
    ]);
    expect(origin.requests.filter(({ line }) => line.endsWith(" /h")).map(({ line }) => line)).toEqual([
      "HEAD /h",
      "GET /h",
    ]);
  });
});

describe("OPTIONS", () => {
  it("is kept, apart from GET, where the behavior says so", async () => {
    const items = ["GET", "HEAD", "OPTIONS"] as const;
    const all = { Quantity: 3, Items: [...items] };
    const keeping = behavior({ AllowedMethods: { ...all, CachedMethods: all } });
    const passing = behavior({
      AllowedMethods: { ...all, CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] } },
    });
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        DefaultCacheBehavior: keeping,
        CacheBehaviors: { Quantity: 1, Items: [{ ...passing, PathPattern: "/passing" }] },
      }),
    );
    const ask = async (path: string, method: string) =>
      (await site.get(path, {}, method)).cache?.split(" ")[0];
    const asked = [];
    for (const method of ["OPTIONS", "OPTIONS", "GET", "GET"]) asked.push(await ask("/options", method));
    expect(asked).toEqual(["Miss", "Hit", "Miss", "Hit"]);
    expect([await ask("/passing", "OPTIONS"), await ask("/passing", "OPTIONS")]).toEqual(["Miss", "Miss"]);
  });
});

describe("the origin", () => {
  const lastHeaders = () => origin.requests.at(-1)?.headers ?? {};

  it("sees what is in the key, and what CloudFront says of itself", async () => {
    const site = await siteWithKey("forwarded");
    await site.get("/f?utm=1&page=1", {
      "x-tenant": "a",
      "x-other": "1",
      cookie: "session=1; theme=dark",
      referer: "http://x",
      authorization: "Basic eA==",
      "user-agent": "me",
      origin: "https://app.example",
    });
    expect(origin.requests.at(-1)?.line).toBe("GET /f?page=1");
    expect(lastHeaders()).toMatchObject({
      host: `localhost:${origin.port}`,
      "user-agent": "Amazon CloudFront",
      "x-tenant": "a",
      "cloudfront-forwarded-proto": "https",
      cookie: "theme=dark",
      origin: "https://app.example",
      "x-forwarded-for": "127.0.0.1",
    });
    expect(lastHeaders()["x-amz-cf-id"]).toHaveLength(56);
    expect(lastHeaders().via).toMatch(/CloudFront/);
    for (const name of ["x-other", "referer", "authorization"]) expect(lastHeaders()[name]).toBeUndefined();
  });

  it("sees what the origin request policy adds", async () => {
    const { OriginRequestPolicy } = await cloud.cloudfront.createOriginRequestPolicy({
      OriginRequestPolicyConfig: {
        Name: "more",
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: names("X-Other") },
        CookiesConfig: { CookieBehavior: "all" },
        QueryStringsConfig: { QueryStringBehavior: "whitelist", QueryStrings: names("utm") },
      },
    });
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        DefaultCacheBehavior: behavior({ OriginRequestPolicyId: OriginRequestPolicy?.Id }),
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: "origin",
              DomainName: "localhost",
              OriginPath: "/base",
              CustomHeaders: { Quantity: 1, Items: [{ HeaderName: "X-Secret", HeaderValue: "mine" }] },
              CustomOriginConfig: {
                HTTPPort: origin.port,
                HTTPSPort: 443,
                OriginProtocolPolicy: "http-only",
              },
            },
          ],
        },
      }),
    );
    await site.get("/o?utm=1&page=1", { "x-other": "1", "x-secret": "theirs", cookie: "a=1; b=2" });
    expect(origin.requests.at(-1)?.line).toBe("GET /base/o?utm=1");
    expect(lastHeaders()).toMatchObject({ "x-other": "1", "x-secret": "mine", cookie: "a=1; b=2" });
    // None of it is in the key.
    expect((await site.get("/o?utm=2", { "x-other": "2" })).cache).toBe("Hit from cloudfront");
  });

  it.each([
    ["all viewer headers", managedPolicies.allViewer, true],
    ["all but Host", managedPolicies.allViewerExceptHost, false],
  ])("sees %s", async (_what, OriginRequestPolicyId, hostSent) => {
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        DefaultCacheBehavior: behavior({
          OriginRequestPolicyId,
          CachePolicyId: managedPolicies.cachingDisabled,
        }),
      }),
    );
    await site.get("/v?a=1", {
      "x-any": "1",
      authorization: "Bearer x",
      "user-agent": "me",
      "accept-encoding": "zstd",
    });
    expect(origin.requests.at(-1)?.line).toBe("GET /v?a=1");
    expect(lastHeaders()).toMatchObject({
      "x-any": "1",
      authorization: "Bearer x",
      "user-agent": "me",
      "accept-encoding": "zstd",
      host: hostSent ? new URL(site.url).host : `localhost:${origin.port}`,
    });
  });
});

describe("behaviors", () => {
  it("go by the first pattern that matches, each with its own rules", async () => {
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        CacheBehaviors: {
          Quantity: 2,
          Items: [
            { ...behavior({ CachePolicyId: managedPolicies.cachingDisabled }), PathPattern: "/api/*" },
            { ...behavior(), PathPattern: "/api/static/*" },
          ],
        },
      }),
    );
    const twice = async (path: string) => [(await site.get(path)).cache, (await site.get(path)).cache];
    const [miss, hit] = ["Miss from cloudfront", "Hit from cloudfront"];
    expect(await twice("/api/posts")).toEqual([miss, miss]);
    expect(await twice("/api/static/a.js")).toEqual([miss, miss]);
    expect(await twice("/static/a.js")).toEqual([miss, hit]);
  });
});
