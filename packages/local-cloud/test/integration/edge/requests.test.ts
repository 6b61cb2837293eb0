import { request } from "node:http";
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
  type TestSite,
} from "../../support/edge-cloud.ts";

let cloud: EdgeCloud;
let origin: TestOrigin;
let site: TestSite;

const everything = ["GET", "HEAD", "OPTIONS", "DELETE", "PATCH", "POST", "PUT"] as const;
const all = { Quantity: 7, Items: [...everything] };

beforeAll(async () => {
  cloud = await startEdgeCloud();
  origin = await startOrigin();
  site = await createSite(
    cloud,
    distributionConfig(origin.port, {
      CacheBehaviors: {
        Quantity: 3,
        Items: [
          {
            ...behavior({ AllowedMethods: all, CachePolicyId: managedPolicies.cachingDisabled }),
            PathPattern: "/api/*",
          },
          { ...behavior({ ViewerProtocolPolicy: "redirect-to-https" }), PathPattern: "/secure/*" },
          { ...behavior({ ViewerProtocolPolicy: "https-only" }), PathPattern: "/only/*" },
        ],
      },
    }),
  );
});

beforeEach(() => origin.handle((_request, response) => void response.end("hello")));

afterAll(async () => {
  await cloud?.close();
  await origin?.close();
});

describe("a request", () => {
  it("with a method that the behavior does not allow is turned away", async () => {
    const answer = await site.get("/page", {}, "POST");
    expect([answer.status, answer.cache]).toEqual([403, "Error from cloudfront"]);
    expect(answer.text).toContain("not configured to allow the HTTP request method");
    expect(origin.asked("/page")).toBe(0);
  });

  it("with a body goes to the origin as it is, and is not kept", async () => {
    origin.handle((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        response.writeHead(201, { "content-type": "text/plain", "cache-control": "max-age=60" });
        response.end(
          `${incoming.headers["content-type"]} ${incoming.headers.authorization} ${Buffer.concat(chunks)}`,
        );
      });
    });
    const headers = { "content-type": "application/json", authorization: "Bearer x" };
    const post = () => fetch(`${site.url}/api/posts`, { method: "POST", headers, body: '{"a":1}' });
    expect(await (await post()).text()).toBe('application/json Bearer x {"a":1}');
    const again = await post();
    expect([again.status, again.headers.get("x-cache")]).toEqual([201, "Miss from cloudfront"]);
    expect(origin.asked("/api/posts")).toBe(2);
  });

  it("with conditions for the origin reaches it where nothing is kept", async () => {
    origin.handle(
      (incoming, response) => void response.writeHead(304, { etag: incoming.headers["if-none-match"] }).end(),
    );
    const answer = await site.get("/api/x", { "if-none-match": '"v"' });
    expect([answer.status, answer.headers.get("etag")]).toEqual([304, '"v"']);
  });

  it("that came over HTTP is sent to HTTPS, or turned away, as the behavior says", async () => {
    const overHttp = { "x-forwarded-proto": "http" };
    const redirect = await site.get("/secure/a?b=c", overHttp);
    expect([redirect.status, redirect.cache]).toEqual([301, "Redirect from cloudfront"]);
    expect(redirect.headers.get("location")).toBe(`https://${new URL(site.url).host}/secure/a?b=c`);
    expect((await site.get("/only/a", overHttp)).status).toBe(403);
    expect((await site.get("/page-over-http", overHttp)).status).toBe(200);
    expect((await site.get("/secure/a")).status).toBe(200);
    expect(origin.requests.at(-1)?.headers["x-forwarded-proto"]).toBeUndefined();
  });

  it("that is too long is refused", async () => {
    expect((await site.get(`/${"a".repeat(8_200)}`)).status).toBe(414);
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const headers = Object.fromEntries(
        Array.from({ length: 9 }, (_one, index) => [`x-${index}`, "a".repeat(4_000)]),
      );
      request(`${site.url}/page`, { headers }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(answer).toBe(413);
  });

  it("to read must not have a body", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${site.url}/page`, { method: "GET", headers: { "content-length": 1 } }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on("error", reject)
        .end("x");
    });
    expect(status).toBe(403);
  });
});

describe("an origin that fails", () => {
  const siteWith = (custom: { port: number; readTimeout?: number }) =>
    createSite(
      cloud,
      distributionConfig(custom.port, {
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: "origin",
              DomainName: "localhost",
              ConnectionAttempts: 2,
              CustomOriginConfig: {
                HTTPPort: custom.port,
                HTTPSPort: 443,
                OriginProtocolPolicy: "http-only",
                OriginReadTimeout: custom.readTimeout ?? 30,
              },
            },
          ],
        },
      }),
    );

  it("by refusing connections makes a 502, which is kept for ten seconds", async () => {
    const gone = await startOrigin();
    const mine = await siteWith({ port: gone.port });
    await gone.close();
    const answer = await mine.get("/");
    expect([answer.status, answer.cache]).toEqual([502, "Error from cloudfront"]);
    expect(answer.text).toContain("cannot be reached");
    expect((await mine.get("/")).headers.get("age")).toBe("0");
  });

  it("by hanging up makes a 502", async () => {
    origin.handle((_request, response) => void response.destroy());
    expect((await site.get("/hung-up")).status).toBe(502);
  });

  it("by taking too long makes a 504", async () => {
    origin.handle(() => undefined);
    const mine = await siteWith({ port: origin.port, readTimeout: 1 });
    const answer = await mine.get("/silent");
    expect([answer.status, answer.cache]).toEqual([504, "Error from cloudfront"]);
  });

  it("in the middle of a body breaks the answer off, and leaves nothing behind", async () => {
    origin.handle((_request, response) => {
      response.writeHead(200, { "content-length": 10 }).write("12345");
      setImmediate(() => response.destroy());
    });
    await expect(site.get("/broken")).rejects.toThrow();
    origin.handle((_request, response) => void response.end("whole"));
    expect((await site.get("/broken")).text).toBe("whole");
  });

  it("with its API not started says so", async () => {
    const mine = await createSite(
      cloud,
      distributionConfig(origin.port, {
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: "origin",
              DomainName: "abc123.execute-api.us-east-1.amazonaws.com",
              CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "https-only" },
            },
          ],
        },
        DefaultCacheBehavior: behavior({
          CachePolicyId: managedPolicies.cachingDisabled,
          OriginRequestPolicyId: managedPolicies.allViewer,
        }),
      }),
    );
    // API Gateway knows no other host than its own.
    expect((await mine.get("/dev/posts")).status).toBe(403);
    const { ETag, DistributionConfig } = await cloud.cloudfront.getDistributionConfig({ Id: mine.id });
    await cloud.cloudfront.updateDistribution({
      Id: mine.id,
      IfMatch: ETag,
      DistributionConfig: DistributionConfig && {
        ...DistributionConfig,
        DefaultCacheBehavior: behavior({
          CachePolicyId: managedPolicies.cachingDisabled,
          OriginRequestPolicyId: managedPolicies.allViewerExceptHost,
        }),
      },
    });
    const answer = await mine.get("/dev/posts");
    expect([answer.status, answer.text.includes("start the service")]).toEqual([502, true]);
    cloud.apis.set("abc123", `http://127.0.0.1:${origin.port}`);
    expect((await mine.get("/dev/posts?limit=1")).text).toBe("hello");
    expect(origin.requests.at(-1)?.line).toBe("GET /posts?limit=1");
  });
});
