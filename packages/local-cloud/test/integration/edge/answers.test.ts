import { get } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  behavior,
  createSite,
  customOrigin,
  distributionConfig,
  type EdgeCloud,
  managedPolicies,
  startEdgeCloud,
  startOrigin,
  type TestOrigin,
  type TestSite,
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

/** As it comes over the wire: `fetch` would decode it. */
const raw = (url: string, headers: Record<string, string>) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on("error", reject);
  });

describe("compression", () => {
  let site: TestSite;
  const text = "All work and no play makes Jack a dull boy. ".repeat(100);

  beforeAll(async () => {
    site = await createSite(
      cloud,
      distributionConfig(origin.port, { DefaultCacheBehavior: behavior({ Compress: true }) }),
    );
  });

  const serve = (body: string, headers: Record<string, string | number>, status = 200) =>
    origin.handle(
      (_request, response) =>
        void response.writeHead(status, { "content-length": Buffer.byteLength(body), ...headers }).end(body),
    );

  it.each([
    ["br", "gzip, br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
  ])("is %s for a viewer that accepts %s", async (coding, accepted, decode) => {
    serve(text, { "content-type": "text/html; charset=utf-8", etag: '"v1"' });
    for (const cache of ["Miss", "Hit"]) {
      const answer = await raw(`${site.url}/page-${coding}`, { "accept-encoding": accepted });
      expect(answer.headers).toMatchObject({
        "content-encoding": coding,
        etag: 'W/"v1"',
        vary: "Accept-Encoding",
        "x-cache": `${cache} from cloudfront`,
      });
      expect(decode(answer.body).toString()).toBe(text);
      if (cache === "Hit") expect(answer.headers["content-length"]).toBe(String(answer.body.length));
    }
  });

  it("stays when the origin says that nothing has changed", async () => {
    origin.handle((request, response) => {
      const known = request.headers["if-none-match"] === '"v1"';
      const headers = { "content-type": "text/css", etag: '"v1"', "cache-control": "max-age=10" };
      response.writeHead(known ? 304 : 200, known ? headers : { ...headers, "content-length": text.length });
      response.end(known ? undefined : text);
    });
    const ask = () => raw(`${site.url}/kept.css`, { "accept-encoding": "gzip" });
    await ask();
    cloud.pass(11);
    const again = await ask();
    expect(again.headers).toMatchObject({
      "x-cache": "RefreshHit from cloudfront",
      "content-encoding": "gzip",
      etag: 'W/"v1"',
    });
    expect(gunzipSync(again.body).toString()).toBe(text);
  });

  it.each([
    ["too small a body", "a".repeat(999), { "content-type": "text/plain" }, 200, "gzip"],
    ["a type that does not shrink", text, { "content-type": "image/png" }, 200, "gzip"],
    [
      "what is encoded already",
      text,
      { "content-type": "text/plain", "content-encoding": "zstd" },
      200,
      "gzip",
    ],
    ["a viewer that does not want it", text, { "content-type": "text/plain" }, 200, "gzip;q=0"],
    ["a server error", text, { "content-type": "text/plain" }, 500, "gzip"],
  ])("is none for %s", async (what, body, headers, status, accepted) => {
    serve(body, headers, status);
    const answer = await raw(`${site.url}/${encodeURIComponent(what)}`, { "accept-encoding": accepted });
    expect(answer.body.toString()).toBe(body);
    expect(answer.headers["content-encoding"]).toBe("content-encoding" in headers ? "zstd" : undefined);
  });

  it("is none without a length, nor where the policy has it off", async () => {
    origin.handle(
      (_request, response) => void response.writeHead(200, { "content-type": "text/plain" }).end(text),
    );
    origin.handle((_request, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      response.write(text);
      response.end();
    });
    const chunked = await raw(`${site.url}/chunked`, { "accept-encoding": "gzip" });
    expect(chunked.headers["content-encoding"]).toBeUndefined();
    serve(text, { "content-type": "text/plain" });
    const off = await createSite(cloud, distributionConfig(origin.port));
    expect(
      (await raw(`${off.url}/`, { "accept-encoding": "gzip" })).headers["content-encoding"],
    ).toBeUndefined();
  });

  it("also has ranges, of what is sent", async () => {
    serve(text, { "content-type": "text/plain" });
    const headers = { "accept-encoding": "gzip" };
    const whole = await raw(`${site.url}/ranged`, headers);
    const part = await raw(`${site.url}/ranged`, { ...headers, range: "bytes=2-5" });
    expect(part.status).toBe(206);
    expect(part.body).toEqual(whole.body.subarray(2, 6));
    expect(part.headers["content-range"]).toBe(`bytes 2-5/${whole.body.length}`);
  });
});

describe("a range", () => {
  let site: TestSite;
  const digits = "0123456789";

  beforeAll(async () => {
    // Clients that ask for ranges say that they take no encoding, which would be another key.
    const caching = behavior({ CachePolicyId: managedPolicies.uncompressed });
    site = await createSite(cloud, distributionConfig(origin.port, { DefaultCacheBehavior: caching }));
  });

  beforeEach(() =>
    origin.handle((request, response) => {
      const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
      const part = digits.slice(Number(first ?? 0), Number(last ?? 9) + 1);
      const ranged = first !== undefined && !request.url?.startsWith("/unranged");
      response.writeHead(ranged ? 206 : 200, {
        "accept-ranges": "bytes",
        etag: '"digits"',
        ...(ranged ? { "content-range": `bytes ${first}-${last}/10` } : {}),
      });
      response.end(ranged ? part : digits);
    }),
  );

  it("comes out of what is kept", async () => {
    await site.get("/kept");
    const part = await site.get("/kept", { range: "bytes=2-4" });
    expect([part.status, part.text, part.cache]).toEqual([206, "234", "Hit from cloudfront"]);
    expect(part.headers.get("content-range")).toBe("bytes 2-4/10");
    const beyond = await site.get("/kept", { range: "bytes=10-" });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    expect((await site.get("/kept", { range: "bytes=-3", "if-range": '"digits"' })).text).toBe("789");
    expect((await site.get("/kept", { range: "bytes=-3", "if-range": '"other"' })).text).toBe(digits);
    expect((await site.get("/kept", { range: "bytes=0-1,4-5" })).text).toBe(digits);
    expect(origin.asked("/kept")).toBe(1);
  });

  it("is asked of the origin when nothing is kept, and kept for itself", async () => {
    const answers = [
      await site.get("/cold", { range: "bytes=2-4" }),
      await site.get("/cold", { range: "bytes=2-4" }),
    ];
    expect(answers.map(({ status, text, cache }) => [status, text, cache])).toEqual([
      [206, "234", "Miss from cloudfront"],
      [206, "234", "Hit from cloudfront"],
    ]);
    expect((await site.get("/cold")).text).toBe(digits);
    expect((await site.get("/cold", { range: "bytes=0-0" })).text).toBe("0");
    expect(origin.asked("/cold")).toBe(2);
  });

  it("of what is neither kept nor of a known length is all of it", async () => {
    const large = "a".repeat(3_000_000);
    origin.handle((_request, response) => {
      response.writeHead(200, { "cache-control": "max-age=0, no-store", etag: '"large"' });
      response.write(large);
      response.end();
    });
    const caching = behavior({ CachePolicyId: managedPolicies.useOriginCacheControl });
    const mine = await createSite(cloud, distributionConfig(origin.port, { DefaultCacheBehavior: caching }));
    const answer = await mine.get("/large", { range: "bytes=0-1", "if-range": '"large"' });
    expect([answer.status, answer.text.length]).toEqual([200, large.length]);
  });

  it("is cut out here when the origin sends everything", async () => {
    expect((await site.get("/unranged", { range: "bytes=2-4" })).text).toBe("234");
    expect((await site.get("/unranged")).cache).toBe("Hit from cloudfront");
  });
});

describe("a large object", () => {
  it("reaches the viewer before it is whole, and is not held in memory as a whole", async () => {
    const small = await startEdgeCloud({ cacheBytes: 4_000_000 });
    try {
      const site = await createSite(small, distributionConfig(origin.port));
      const megabyte = Buffer.alloc(1_000_000, "a");
      let more: (() => void) | undefined;
      origin.handle((_request, response) => {
        response.write(megabyte);
        more = () => void response.end(Buffer.concat([megabyte, megabyte, megabyte]));
      });
      const response = await fetch(`${site.url}/large`);
      const reader = response.body?.getReader();
      const first = await reader?.read();
      expect(first?.value?.length).toBeGreaterThan(0);
      more?.();
      let length = first?.value?.length ?? 0;
      for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
        length += next.value.length;
      expect(length).toBe(4_000_000);
      // Four million bytes are more than a quarter of the room.
      origin.handle((_request, again) => void again.end("asked again"));
      expect((await site.get("/large")).text).toBe("asked again");
    } finally {
      await small.close();
    }
  });

  it("makes room for itself among what was used least recently", async () => {
    const small = await startEdgeCloud({ cacheBytes: 40_000 });
    try {
      const site = await createSite(small, distributionConfig(origin.port));
      origin.handle((_request, response) => void response.end("a".repeat(8_000)));
      for (const path of ["/1", "/2", "/3"]) await site.get(path);
      expect((await site.get("/1")).cache).toBe("Hit from cloudfront");
      await site.get("/4");
      expect((await site.get("/1")).cache).toBe("Hit from cloudfront");
      expect((await site.get("/2")).cache).toBe("Miss from cloudfront");
    } finally {
      await small.close();
    }
  });
});

describe("custom error responses", () => {
  it("stand for errors of the origin, with a status of their own", async () => {
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        CustomErrorResponses: {
          Quantity: 3,
          Items: [
            { ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "404", ErrorCachingMinTTL: 60 },
            { ErrorCode: 403, ResponsePagePath: "/index.html", ResponseCode: "200" },
            { ErrorCode: 500, ErrorCachingMinTTL: 0 },
          ],
        },
      }),
    );
    const statuses: Record<string, number> = { "/missing": 404, "/secret": 403, "/broken": 500 };
    origin.handle(
      (request, response) =>
        void response.writeHead(statuses[request.url ?? ""] ?? 200).end(`page ${request.url}`),
    );
    const missing = await site.get("/missing");
    expect([missing.status, missing.text, missing.cache]).toEqual([
      404,
      "page /404.html",
      "Error from cloudfront",
    ]);
    const secret = await site.get("/secret");
    expect([secret.status, secret.text]).toEqual([200, "page /index.html"]);
    cloud.pass(30);
    await site.get("/missing");
    expect(origin.asked("/missing")).toBe(1);
    cloud.pass(31);
    await site.get("/missing");
    expect(origin.asked("/missing")).toBe(2);
    await site.get("/broken");
    expect((await site.get("/broken")).text).toBe("page /broken");
    expect(origin.asked("/broken")).toBe(2);
  });

  it("leave the error as it is when their page is not to be had", async () => {
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        CustomErrorResponses: {
          Quantity: 1,
          Items: [{ ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "200" }],
        },
      }),
    );
    origin.handle((request, response) => void response.writeHead(404).end(`no ${request.url}`));
    const missing = await site.get("/missing");
    expect([missing.status, missing.text]).toEqual([404, "no /missing"]);
  });
});

describe("a response headers policy", () => {
  it("adds AWS's security headers, and spares those of the origin", async () => {
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        DefaultCacheBehavior: behavior({ ResponseHeadersPolicyId: managedPolicies.securityHeaders }),
      }),
    );
    origin.handle((_request, response) => void response.writeHead(200, { "x-frame-options": "DENY" }).end());
    const { headers } = await site.get("/");
    expect(Object.fromEntries(headers)).toMatchObject({
      "strict-transport-security": "max-age=31536000",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-xss-protection": "1; mode=block",
      "referrer-policy": "strict-origin-when-cross-origin",
    });
  });

  it("adds, replaces and removes headers of its own, and answers web pages of the origins that it names", async () => {
    const list = (...Items: string[]) => ({ Quantity: Items.length, Items });
    const { ResponseHeadersPolicy } = await cloud.cloudfront.createResponseHeadersPolicy({
      ResponseHeadersPolicyConfig: {
        Name: "own",
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
          StrictTransportSecurity: {
            AccessControlMaxAgeSec: 60,
            IncludeSubdomains: true,
            Preload: true,
            Override: true,
          },
        },
        CustomHeadersConfig: {
          Quantity: 2,
          Items: [
            { Header: "X-Replaced", Value: "mine", Override: true },
            { Header: "X-Spared", Value: "mine", Override: false },
          ],
        },
        RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: "X-Powered-By" }] },
        CorsConfig: {
          AccessControlAllowOrigins: list("https://*.example.com"),
          AccessControlAllowHeaders: list("X-Token"),
          AccessControlAllowMethods: { Quantity: 1, Items: ["ALL"] },
          AccessControlAllowCredentials: false,
          AccessControlExposeHeaders: list("X-Total"),
          AccessControlMaxAgeSec: 600,
          OriginOverride: true,
        },
      },
    });
    const site = await createSite(
      cloud,
      distributionConfig(origin.port, {
        Origins: { Quantity: 1, Items: [customOrigin(origin.port)] },
        DefaultCacheBehavior: behavior({
          AllowedMethods: {
            Quantity: 3,
            Items: ["GET", "HEAD", "OPTIONS"],
            CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
          },
          ResponseHeadersPolicyId: ResponseHeadersPolicy?.Id,
        }),
      }),
    );
    const fromOrigin = { "x-replaced": "theirs", "x-spared": "theirs", "x-powered-by": "php" };
    origin.handle((_request, response) => void response.writeHead(200, fromOrigin).end());
    const plain = await site.get("/");
    expect(Object.fromEntries(plain.headers)).toMatchObject({
      "content-security-policy": "default-src 'self'",
      "strict-transport-security": "max-age=60; includeSubDomains; preload",
      "x-replaced": "mine",
      "x-spared": "theirs",
    });
    expect(plain.headers.get("x-powered-by")).toBeNull();
    expect(plain.headers.get("access-control-allow-origin")).toBeNull();

    const page = await site.get("/", { origin: "https://app.example.com" });
    expect(Object.fromEntries(page.headers)).toMatchObject({
      "access-control-allow-origin": "https://app.example.com",
      "access-control-expose-headers": "X-Total",
      vary: "Origin",
      "x-cache": "Hit from cloudfront",
    });
    const foreign = await site.get("/", { origin: "https://example.org" });
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();

    const asking = { origin: "https://app.example.com", "access-control-request-method": "PUT" };
    const preflight = await site.get("/", asking, "OPTIONS");
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-methods": "GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT",
      "access-control-allow-headers": "X-Token",
      "access-control-max-age": "600",
    });
  });
});
