import { describe, expect, it, vi } from "vitest";
import { Conflict, Unavailable } from "../../src/errors.ts";
import { http } from "../../src/http.ts";
import { memoryIdempotency } from "../builders/idempotency.ts";
import { capturedLogs } from "../builders/quiet.ts";
import { bodyOf, lambdaContext, requestEvent } from "../builders/request.ts";
import { ada, aThing, bob, createThing } from "../builders/routes.ts";

capturedLogs();

interface Send {
  readonly key?: string;
  readonly name?: string;
  readonly user?: typeof ada;
}

/** A route that creates a thing per call, after `before` had its way. */
const setUp = (before: () => Promise<void> = async () => {}) => {
  const effects: string[] = [];
  const idempotency = memoryIdempotency();
  const send = ({ key, name = "x", user = ada }: Send = {}) =>
    http(
      createThing,
      async ({ body, requestId }) => {
        effects.push(requestId);
        await before();
        return { status: 201, headers: { location: `/things/${requestId}` }, body: { ...aThing, ...body } };
      },
      { authenticate: async () => ({ id: user, groups: [] }), idempotency },
    )(
      requestEvent({
        method: "POST",
        body: { name },
        headers: key === undefined ? {} : { "Idempotency-Key": key },
      }),
      lambdaContext(),
    );
  return { effects, send };
};

describe("a repeated POST", () => {
  it("has one effect and the same answer", async () => {
    const { effects, send } = setUp();
    const first = await send({ key: "k" });
    const second = await send({ key: "k" });
    expect(effects).toHaveLength(1);
    expect(second).toMatchObject({ statusCode: 201, body: first.body });
    expect(second.headers).toMatchObject({ location: first.headers?.location, etag: '"3"' });
  });

  it("with another body is refused with 422", async () => {
    const { send } = setUp();
    await send({ key: "k", name: "x" });
    const result = await send({ key: "k", name: "y" });
    expect(bodyOf(result)).toMatchObject({
      status: 422,
      type: "urn:problem-type:skein:idempotency-mismatch",
    });
  });

  it("is refused with 409 while the first one runs", async () => {
    const gate = Promise.withResolvers<void>();
    const { effects, send } = setUp(() => gate.promise);
    const first = send({ key: "k" });
    await vi.waitFor(() => expect(effects).toHaveLength(1));
    expect((await send({ key: "k" })).statusCode).toBe(409);
    gate.resolve();
    expect((await first).statusCode).toBe(201);
  });

  it("without a key has two effects", async () => {
    const { effects, send } = setUp();
    await send();
    await send();
    expect(effects).toHaveLength(2);
  });

  it("of another user is another request", async () => {
    const { effects, send } = setUp();
    await send({ key: "k", user: ada });
    await send({ key: "k", user: bob });
    expect(effects).toHaveLength(2);
  });

  it("may change after a refusal, which had no effect", async () => {
    const before = vi.fn().mockRejectedValueOnce(new Conflict("taken"));
    const { send } = setUp(before);
    expect((await send({ key: "k", name: "x" })).statusCode).toBe(409);
    expect((await send({ key: "k", name: "y" })).statusCode).toBe(201);
  });

  it.each([
    [500, new Error("lost connection")],
    [503, new Unavailable("the table does not answer")],
  ])("after a %i gets the request id of the first attempt, to find its work", async (status, fault) => {
    const { effects, send } = setUp(vi.fn().mockRejectedValueOnce(fault));
    expect((await send({ key: "k" })).statusCode).toBe(status);
    expect((await send({ key: "k", name: "y" })).statusCode).toBe(422);
    expect((await send({ key: "k" })).statusCode).toBe(201);
    expect(effects[1]).toBe(effects[0]);
  });

  it.each(["", " ", "a b", "ä", "x".repeat(256)])("refuses %j as a key", async (key) => {
    const { effects, send } = setUp();
    expect(bodyOf(await send({ key }))).toMatchObject({
      status: 400,
      errors: [{ path: "/headers/idempotency-key" }],
    });
    expect(effects).toHaveLength(0);
  });
});
