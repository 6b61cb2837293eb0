import { describe, expect, it } from "vitest";
import { createHits } from "../../../src/edge/answers/hits.ts";
import type { Retrieved } from "../../../src/edge/cache/retrieve.ts";
import { createSharedBody } from "../../../src/edge/cache/shared-body.ts";
import type { HeaderMap } from "../../../src/edge/headers.ts";
import type { ViewerRequest } from "../../../src/edge/viewer/viewer-request.ts";

const body = createSharedBody(true);
await body.push(Buffer.from("hello"));
body.end();

const entryOf = (headers: HeaderMap, status = 200): Retrieved["entry"] => ({ status, headers, body });

const entry = entryOf({ "content-type": "text/plain", "set-cookie": ["a=1", "b=2"] });

const hit = (age: number, of = entry): Retrieved => ({ entry: of, status: "Hit", age });

const request = (headers: HeaderMap = {}, method = "GET"): ViewerRequest => ({
  method,
  path: "/",
  query: "",
  headers,
  body: undefined,
  address: "127.0.0.1",
  port: 1,
  protocol: "https",
});

const unchanged = (headers: HeaderMap): HeaderMap => headers;

const pairs = (head: readonly string[] = []): readonly string[] =>
  head.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${head[at + 1]}`] : []));

const value = (head: readonly string[] = [], name: string): string | undefined =>
  head[head.indexOf(name) + 1];

describe("a hit", () => {
  it("has all headers of what is kept, and the length of its body", () => {
    const head = pairs(createHits(unchanged)(request(), hit(1))?.head);
    const expected = ["content-type: text/plain", "set-cookie: a=1", "set-cookie: b=2", "content-length: 5"];
    expect(head).toEqual(expect.arrayContaining([...expected, "x-cache: Hit from cloudfront"]));
  });

  it("has its own age and its own id", () => {
    const hits = createHits(unchanged);
    const heads = [hits(request(), hit(1))?.head, hits(request(), hit(2))?.head];
    expect(heads.map((head) => value(head, "age"))).toEqual(["1", "2"]);
    const ids = heads.map((head) => value(head, "x-amz-cf-id"));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[\w-]{56}$/);
  });

  it("leaves age and id as the policy has them", () => {
    const hits = createHits(({ age: _age, ...headers }) => ({ ...headers, "x-amz-cf-id": "secret" }));
    const head = pairs(hits(request(), hit(1))?.head);
    expect(head).toContain("x-amz-cf-id: secret");
    expect(head.filter((pair) => pair.startsWith("age"))).toEqual([]);
  });

  it("is one of the entry that is kept now", () => {
    const hits = createHits(unchanged);
    hits(request(), hit(1));
    const head = hits(request(), hit(1, entryOf({ "content-type": "text/html" })))?.head;
    expect(value(head, "content-type")).toBe("text/html");
  });

  it.each([
    ["has a condition", request({ "if-none-match": '"a"' }), hit(1)],
    ["has a date", request({ "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT" }), hit(1)],
    ["has a range", request({ range: "bytes=0-1" }), hit(1)],
    ["comes from another site's page", request({ origin: "https://example.com" }), hit(1)],
    ["wants no body", request({}, "HEAD"), hit(1)],
    ["gets an error", request(), hit(1, entryOf({}, 404))],
    ["gets what is fresh", request(), { entry, status: "Miss", age: undefined } as const],
    ["gets a body that is on its way", request(), hit(1, { ...entry, body: createSharedBody(true) })],
  ])("is made for the one request that %s", (_what, asked, retrieved) => {
    expect(createHits(unchanged)(asked, retrieved)).toBeUndefined();
  });
});
