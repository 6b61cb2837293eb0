import { describe, expect, it, vi } from "vitest";
import { http } from "../../src/http.ts";
import { capturedLogs } from "../builders/quiet.ts";
import { bodyOf, lambdaContext, requestEvent } from "../builders/request.ts";
import { ada, bob, listParts, listThings } from "../builders/routes.ts";

capturedLogs();

describe("a list's cursor", () => {
  const as = (id: typeof ada) =>
    http(
      listThings,
      async ({ query, cursors }) => {
        const position = cursors.open(query.cursor);
        const cursor = cursors.seal({ at: Number(position?.at ?? 0) + query.limit });
        return { status: 200, body: { items: [], ...(cursor && { cursor }) } };
      },
      { authenticate: async () => ({ id, groups: [] }) },
    );
  const get = async (id: typeof ada, query: Record<string, string>) => {
    vi.stubEnv("CURSOR_SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    return as(id)(requestEvent({ query }), lambdaContext());
  };
  const firstCursor = async () => String(bodyOf(await get(ada, { limit: "5", kind: "a" })).cursor);

  it("goes on where the page ended, with a page size of its own", async () => {
    const result = await get(ada, { limit: "7", kind: "a", cursor: await firstCursor() });
    expect(result.statusCode).toBe(200);
    expect(bodyOf(result).cursor).not.toBe(await firstCursor());
  });

  it("is refused for the same list of something else", async () => {
    vi.stubEnv("CURSOR_SIGNING_KEY", "0123456789abcdef0123456789abcdef");
    const parts = http(
      listParts,
      async ({ query, cursors }) => {
        cursors.open(query.cursor);
        return { status: 200, body: { items: [], cursor: cursors.seal({ at: 1 }) ?? "" } };
      },
      { authenticate: async () => ({ id: ada, groups: [] }) },
    );
    const of = async (thingId: string, query: Record<string, string> = {}) =>
      bodyOf(await parts(requestEvent({ params: { thingId }, query }), lambdaContext()));
    const cursor = String((await of("t-1")).cursor);
    expect(await of("t-1", { cursor })).toMatchObject({ items: [] });
    expect(await of("t-2", { cursor })).toMatchObject({ status: 400 });
  });

  it.each([
    ["another user", bob, { kind: "a" }],
    ["another filter", ada, { kind: "b" }],
    ["no filter", ada, {}],
  ])("is refused from %s", async (_, id, query) => {
    const result = await get(id, { ...query, cursor: await firstCursor() });
    expect(bodyOf(result)).toMatchObject({
      status: 400,
      type: "urn:problem-type:skein:cursor-invalid",
      errors: [{ path: "/query/cursor" }],
    });
  });
});
