import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { createLocalApi, type LocalRoute } from "../../../src/gateway/local-api.ts";

const routes: readonly LocalRoute[] = [
  {
    method: "GET",
    path: "/_local/open/{name}",
    access: "open",
    handle: ({ labels, query }) => ({ status: 200, body: { name: labels.name, to: query.get("to") } }),
  },
  {
    method: "PUT",
    path: "/_local/closed",
    access: "operator",
    handle: ({ body }) => ({ status: 200, body: { got: body } }),
  },
];
const api = createLocalApi(() => routes, "secret");

const ask = async (method: string, url: string, headers: IncomingHttpHeaders = {}, body = "") => {
  const answer = await api({
    method,
    url,
    headers: { host: "127.0.0.1:4566", ...headers },
    body: Buffer.from(body),
  });
  return { status: answer.status, body: answer.body === "" ? undefined : JSON.parse(String(answer.body)) };
};

describe("the local API", () => {
  it("routes by method and path", async () => {
    expect(await ask("GET", "/_local/open/a%20b?to=x%40y")).toEqual({
      status: 200,
      body: { name: "a b", to: "x@y" },
    });
    expect((await ask("POST", "/_local/open/a")).status).toBe(405);
    expect((await ask("GET", "/_local/none")).status).toBe(404);
    expect((await ask("GET", "/_local/open/%")).status).toBe(400);
  });

  it.each([
    [{ host: "evil.example" }],
    [{ host: "127.0.0.1.evil.example" }],
    [{ host: "evil.example:4566" }],
    [{ host: undefined }],
    [{ origin: "http://127.0.0.1:4566" }],
    [{ origin: "null" }],
    [{ "sec-fetch-site": "cross-site" }],
  ])("refuses what comes from or through a web page: %j", async (headers) => {
    expect((await ask("GET", "/_local/open/a", headers)).status).toBe(403);
  });

  it.each(["localhost:4566", "127.0.0.1", "[::1]:4566"])("answers on %s", async (host) => {
    expect((await ask("GET", "/_local/open/a", { host })).status).toBe(200);
  });

  it("asks for the operator's token", async () => {
    expect((await ask("PUT", "/_local/closed")).status).toBe(401);
    expect((await ask("PUT", "/_local/closed", { authorization: "Bearer guess!" })).status).toBe(401);
    expect(await ask("PUT", "/_local/closed", { authorization: "Bearer secret" }, "[1]")).toEqual({
      status: 200,
      body: { got: [1] },
    });
    expect((await ask("PUT", "/_local/closed", { authorization: "Bearer secret" }, "{")).status).toBe(400);
  });
});
