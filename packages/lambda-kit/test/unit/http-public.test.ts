import { page } from "@skein/contracts/pagination";
import { defineRoute } from "@skein/contracts/route";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { http } from "../../src/http.ts";
import { capturedLogs } from "../builders/quiet.ts";
import { bodyOf, lambdaContext, requestEvent } from "../builders/request.ts";
import { ada } from "../builders/routes.ts";

capturedLogs();

const common = { operationId: "x", path: "/x", summary: "x" } as const;

describe("a list with a tag", () => {
  const listing = defineRoute({
    ...common,
    method: "GET",
    auth: "public",
    responses: {
      200: { description: "some", body: page(z.string()), headers: { "cache-control": "how long" } },
    },
    concurrency: "etag",
  });
  const get = (items: string[], headers: Record<string, string> = {}) =>
    http(listing, async () => ({ status: 200, headers: { "cache-control": "public" }, body: { items } }))(
      requestEvent({ headers }),
      lambdaContext(),
    );

  it("keeps the tag as long as it keeps its content", async () => {
    const first = (await get(["a"])).headers?.etag;
    expect(first).toMatch(/^"[\w-]{27}"$/);
    expect((await get(["a"])).headers?.etag).toBe(first);
    expect((await get(["b"])).headers?.etag).not.toBe(first);
  });

  it("is not sent again to who has it, and may be cached as before", async () => {
    const etag = String((await get(["a"])).headers?.etag);
    const again = await get(["a"], { "If-None-Match": `"other", W/${etag}` });
    expect(again).toMatchObject({ statusCode: 304, body: "", headers: { etag, "cache-control": "public" } });
    expect(await get(["b"], { "If-None-Match": etag })).toMatchObject({ statusCode: 200 });
  });
});

describe("a page for browsers", () => {
  it("is sent as HTML, as it is", async () => {
    const route = defineRoute({
      ...common,
      method: "GET",
      auth: "public",
      responses: { 200: { description: "a page", body: z.string(), mediaType: "text/html" } },
    });
    const answer = await http(route, async () => ({ status: 200, body: "<p>Hello" }))(
      requestEvent(),
      lambdaContext(),
    );
    expect(answer).toMatchObject({
      statusCode: 200,
      body: "<p>Hello",
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  });
});

describe("a route for a group", () => {
  const route = defineRoute({
    ...common,
    method: "DELETE",
    auth: "user",
    group: "authors",
    responses: { 204: { description: "done" } },
  });
  const call = (...groups: string[]) =>
    http(route, async () => ({ status: 204 }), { authenticate: async () => ({ id: ada, groups }) })(
      requestEvent({ method: "DELETE" }),
      lambdaContext(),
    );

  it("lets its members in", async () => {
    expect(await call("admins", "authors")).toMatchObject({ statusCode: 204 });
  });

  it.each([[[]], [["admins"]], [["author"]]])("refuses a member of %j", async (groups) => {
    const answer = await call(...groups);
    expect(answer.statusCode).toBe(403);
    expect(bodyOf(answer)).toMatchObject({ type: "urn:problem-type:skein:forbidden" });
  });
});
