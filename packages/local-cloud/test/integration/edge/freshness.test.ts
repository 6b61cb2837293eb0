import type { ServerResponse } from "node:http";
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
let pages = 0;
/** A page that nobody has asked for yet. */
let page = "";

beforeAll(async () => {
  cloud = await startEdgeCloud();
  origin = await startOrigin();
  const caching = behavior({ CachePolicyId: managedPolicies.useOriginCacheControl });
  site = await createSite(cloud, distributionConfig(origin.port, { DefaultCacheBehavior: caching }));
});

beforeEach(() => {
  pages += 1;
  page = `/page-${pages}`;
});

afterAll(async () => {
  await cloud?.close();
  await origin?.close();
});

/** Answers with these headers, and with the number of the answer as body. */
const say = (headers: Record<string, string>, status = 200): void => {
  let count = 0;
  origin.handle((_request, response) => {
    count += 1;
    response.writeHead(status, headers).end(`answer ${count}`);
  });
};

const seen = async (): Promise<string> => {
  const { text, cache } = await site.get(page);
  return `${text}: ${cache?.replace(" from cloudfront", "")}`;
};

describe("what is kept", () => {
  it("is served with its age until its time is over", async () => {
    say({ "cache-control": "max-age=60", age: "5" });
    expect(await seen()).toBe("answer 1: Miss");
    cloud.pass(59);
    expect((await site.get(page)).headers.get("age")).toBe("64");
    cloud.pass(2);
    expect(await seen()).toBe("answer 2: Miss");
  });

  it("is good again when the origin says that nothing has changed", async () => {
    let asked: string | undefined;
    origin.handle((request, response) => {
      asked = request.headers["if-none-match"];
      const known = asked === '"v1"';
      response.writeHead(known ? 304 : 200, {
        etag: '"v1"',
        "cache-control": "max-age=60",
        "x-at": known ? "2" : "1",
      });
      response.end(known ? undefined : "the text");
    });
    expect(await seen()).toBe("the text: Miss");
    cloud.pass(61);
    expect(await seen()).toBe("the text: RefreshHit");
    expect(asked).toBe('"v1"');
    const hit = await site.get(page);
    expect([hit.cache, hit.headers.get("x-at"), hit.headers.get("age")]).toEqual([
      "Hit from cloudfront",
      "2",
      "0",
    ]);
    expect(origin.asked(page)).toBe(2);
  });

  it("is asked about by its date when it has no tag", async () => {
    const modified = "Fri, 27 Nov 2026 12:00:00 GMT";
    origin.handle((request, response) => {
      const known = request.headers["if-modified-since"] === modified;
      response.writeHead(known ? 304 : 200, { "last-modified": modified, "cache-control": "max-age=0" });
      response.end(known ? undefined : "dated");
    });
    expect(await seen()).toBe("dated: Miss");
    expect(await seen()).toBe("dated: RefreshHit");
  });

  it("is asked for each time when it must not be kept", async () => {
    say({ "cache-control": "no-store" });
    expect(await seen()).toBe("answer 1: Miss");
    expect(await seen()).toBe("answer 2: Miss");
  });

  it("answers a viewer that has it already with 304", async () => {
    origin.handle(
      (_request, response) =>
        void response.writeHead(200, { etag: '"v"', "cache-control": "max-age=60" }).end("known"),
    );
    const miss = await site.get(page, { "if-none-match": '"v"' });
    const hit = await site.get(page, { "if-none-match": 'W/"v"' });
    expect([miss.status, hit.status, hit.text]).toEqual([304, 304, ""]);
    expect(hit.headers.get("etag")).toBe('"v"');
    expect((await site.get(page, { "if-none-match": '"other"' })).status).toBe(200);
    expect(origin.requests.at(-1)?.headers["if-none-match"]).toBeUndefined();
  });
});

describe("what is stale", () => {
  it("is served while a new answer is fetched, once", async () => {
    const headers = { "cache-control": "max-age=10, stale-while-revalidate=30" };
    say(headers);
    expect(await seen()).toBe("answer 1: Miss");
    cloud.pass(20);
    const held: ServerResponse[] = [];
    origin.handle((_request, response) => void held.push(response));
    const served = await Promise.all(Array.from({ length: 20 }, seen));
    expect(new Set(served)).toEqual(new Set(["answer 1: Hit"]));
    await expect.poll(() => held.length).toBe(1);
    held[0]?.writeHead(200, headers).end("answer 2");
    await expect.poll(seen).toBe("answer 2: Hit");
    expect(origin.asked(page)).toBe(2);
    say(headers);
    cloud.pass(41);
    expect(await seen()).toBe("answer 1: Miss");
  });

  it("is not held up by a new answer that is not kept", async () => {
    say({ "cache-control": "max-age=10, stale-while-revalidate=300" });
    await seen();
    const large = Buffer.alloc(3_000_000);
    let sent = false;
    origin.handle((_request, response) => {
      response.once("close", () => {
        sent = true;
      });
      response.writeHead(200, { "cache-control": "no-store" }).end(large);
    });
    cloud.pass(20);
    expect(await seen()).toBe("answer 1: Hit");
    await expect.poll(() => sent).toBe(true);
  });

  it("is served instead of an error for as long as the origin allows", async () => {
    say({ "cache-control": "max-age=10, stale-if-error=60" });
    expect(await seen()).toBe("answer 1: Miss");
    origin.handle((_request, response) => void response.writeHead(503).end("broken"));
    cloud.pass(20);
    expect(await seen()).toBe("answer 1: Hit");
    // For the error caching minimum of ten seconds the origin is left alone.
    expect(await seen()).toBe("answer 1: Hit");
    expect(origin.asked(page)).toBe(2);
    cloud.pass(11);
    expect(await seen()).toBe("answer 1: Hit");
    expect(origin.asked(page)).toBe(3);
    cloud.pass(60);
    expect(await seen()).toBe("broken: Error");
  });

  it("is served instead of an error also when nothing is said, and never when it must be revalidated", async () => {
    say({ "cache-control": "max-age=10" });
    await seen();
    origin.handle((_request, response) => void response.destroy());
    cloud.pass(20);
    expect(await seen()).toBe("answer 1: Hit");

    page = `${page}-strict`;
    say({ "cache-control": "max-age=10, must-revalidate" });
    await seen();
    origin.handle((_request, response) => void response.writeHead(500).end("broken"));
    cloud.pass(20);
    expect(await seen()).toBe("broken: Error");
  });

  it("gives way to a client error", async () => {
    say({ "cache-control": "max-age=10" });
    await seen();
    origin.handle((_request, response) => void response.writeHead(404).end("gone"));
    cloud.pass(20);
    expect(await seen()).toBe("gone: Error");
  });
});

describe("an error", () => {
  it("is kept for ten seconds", async () => {
    say({}, 404);
    expect(await seen()).toBe("answer 1: Error");
    expect(await seen()).toBe("answer 1: Error");
    cloud.pass(11);
    expect(await seen()).toBe("answer 2: Error");
  });

  it("that means the viewer is not kept", async () => {
    say({}, 403);
    expect(await seen()).toBe("answer 1: Error");
    expect(await seen()).toBe("answer 2: Error");
  });
});
