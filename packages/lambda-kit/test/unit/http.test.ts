import { describe, expect, it, vi } from "vitest";
import { Forbidden, NotFound, Unauthorized, VersionConflict } from "../../src/errors.ts";
import { http } from "../../src/http.ts";
import { capturedLogs } from "../builders/quiet.ts";
import { bodyOf, lambdaContext, requestEvent } from "../builders/request.ts";
import {
  ada,
  aThing,
  deleteThing,
  getThing,
  listThings,
  putThing,
  readAsService,
} from "../builders/routes.ts";

const logs = capturedLogs();
const options = {
  authenticate: async () => ({ id: ada, groups: [] }),
  allowedOrigins: ["https://skein.example"],
};
const params = { thingId: "t-1" };

const read = http(getThing, async () => ({ status: 200, body: aThing }), options);
const write = http(putThing, async ({ body }) => ({ status: 200, body: { ...aThing, ...body } }), options);

const put = (body: unknown, headers: Record<string, string> = {}) =>
  write(requestEvent({ method: "PUT", params, body, headers }), lambdaContext());

const failing = (error: unknown) =>
  http(
    getThing,
    async () => {
      throw error;
    },
    options,
  )(requestEvent({ params }), lambdaContext());

describe("an answer", () => {
  it("is JSON with the entity's version as ETag", async () => {
    const result = await read(requestEvent({ params }), lambdaContext());
    expect(result.statusCode).toBe(200);
    expect(result.headers).toMatchObject({ "content-type": "application/json", etag: '"3"' });
    expect(bodyOf(result)).toEqual(aThing);
  });

  it("is 304 without a body when the client has this version", async () => {
    const event = requestEvent({ params, headers: { "If-None-Match": 'W/"3"' } });
    expect(await read(event, lambdaContext())).toMatchObject({ statusCode: 304, body: "" });
  });

  it("drops fields that the contract does not name", async () => {
    const leaky = http(getThing, async () => ({ status: 200, body: { ...aThing, ownerId: ada } }), options);
    expect(bodyOf(await leaky(requestEvent({ params }), lambdaContext()))).toEqual(aThing);
  });

  it("that breaks the contract is a 500 which names the field in the log only", async () => {
    const broken = http(getThing, async () => ({ status: 200, body: { ...aThing, version: 0 } }), options);
    const result = await broken(requestEvent({ params }), lambdaContext());
    expect(result.statusCode).toBe(500);
    expect(result.body).not.toContain("version");
    expect(JSON.stringify(logs())).toContain("/body/version must be a whole number of at least 1");
  });

  it("carries security headers, errors included", async () => {
    for (const result of [await read(requestEvent({ params }), lambdaContext()), await failing(new Error())])
      expect(result.headers).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "strict-transport-security": expect.stringContaining("max-age"),
      });
  });
});

describe("a request", () => {
  it("is refused with every bad and unknown field by JSON pointer", async () => {
    const result = await put({ name: "too long", size: 0, kind: "c", "a/b~c": 1, ownerId: "x" });
    expect(result.statusCode).toBe(400);
    expect(result.headers).toMatchObject({ "content-type": "application/problem+json" });
    expect(bodyOf(result)).toMatchObject({
      type: "urn:problem-type:skein:validation-failed",
      title: "The request is not valid",
      status: 400,
      errors: expect.arrayContaining([
        { path: "/body/name", message: "must have 1 to 5 characters" },
        { path: "/body/size", message: "must be at least 1" },
        { path: "/body/kind", message: 'must be one of "a", "b"' },
        { path: "/body/a~1b~0c", message: "must be a string" },
        { path: "/body/ownerId", message: "is not known here" },
      ]),
    });
  });

  it("is told that a field is required", async () => {
    expect(bodyOf(await put({})).errors).toEqual([{ path: "/body/name", message: "is required" }]);
  });

  it.each([
    ["no body", undefined, 400, "malformed-body"],
    ["an empty body", "", 400, "malformed-body"],
    ["no JSON", "{name", 400, "malformed-body"],
    ["a JSON array", "[]", 400, "malformed-body"],
    ["JSON null", "null", 400, "malformed-body"],
    ["a key that reaches for prototypes", '{"__proto__": {}}', 400, "malformed-body"],
    ["too much", `{"name": "${"x".repeat(300_000)}"}`, 413, "payload-too-large"],
  ])("with %s is refused", async (_, body, status, code) => {
    const result = await put(body);
    expect(bodyOf(result)).toMatchObject({ status, type: `urn:problem-type:skein:${code}` });
  });

  it("with another content type is refused with 415", async () => {
    expect((await put({ name: "x" }, { "Content-Type": "text/plain" })).statusCode).toBe(415);
  });

  it("may come in base64, as API Gateway sends binary media types", async () => {
    const event = requestEvent({ method: "PUT", params, body: { name: "héé" } });
    event.body = Buffer.from(event.body ?? "").toString("base64");
    event.isBase64Encoded = true;
    expect(bodyOf(await write(event, lambdaContext()))).toMatchObject({ name: "héé" });
  });

  it("with an unknown or repeated query parameter is refused", async () => {
    const list = http(listThings, async () => ({ status: 200, body: { items: [] } }), options);
    const result = await list(requestEvent({ query: { limit: ["1", "2"], order: "asc" } }), lambdaContext());
    expect(bodyOf(result).errors).toEqual([
      { path: "/query/limit", message: "must be given once" },
      { path: "/query/order", message: "is not known here" },
    ]);
  });

  it("for a path that names nothing is answered with 404", async () => {
    const result = await read(requestEvent({ params: { thingId: "../x" } }), lambdaContext());
    expect(result.statusCode).toBe(404);
  });

  it("with a method that is not the route's is answered with 405 and Allow", async () => {
    const result = await read(requestEvent({ method: "POST", params }), lambdaContext());
    expect(result).toMatchObject({ statusCode: 405, headers: { allow: "GET" } });
  });
});

describe("authorisation", () => {
  it("comes before anything of the request is read", async () => {
    const refuse = async () => {
      throw new Unauthorized("The access token is not valid");
    };
    const handler = vi.fn();
    const route = http(putThing, handler, { ...options, authenticate: refuse });
    const result = await route(requestEvent({ method: "PUT", params, body: "{" }), lambdaContext());
    expect(result).toMatchObject({ statusCode: 401, headers: { "www-authenticate": expect.any(String) } });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([undefined, "Basic YTpi", "Bearer", "Bearer one.two", "header.payload.signature"])(
    "refuses the header %s without asking further",
    async (authorization) => {
      const authenticate = vi.fn();
      const event = requestEvent({ params });
      event.headers.Authorization = authorization;
      const result = await http(getThing, vi.fn(), { ...options, authenticate })(event, lambdaContext());
      expect(result.statusCode).toBe(401);
      expect(authenticate).not.toHaveBeenCalled();
    },
  );

  const internal = http(
    readAsService,
    async ({ caller }) => ({ status: 200, body: { arn: caller.arn } }),
    options,
  );

  it("takes the caller of a signed route from API Gateway", async () => {
    const userArn = "arn:aws:sts::123456789012:assumed-role/todos/todos";
    const identity = { userArn, caller: "AROAEXAMPLE:todos", accountId: "123456789012" };
    expect(bodyOf(await internal(requestEvent({ identity }), lambdaContext()))).toEqual({ arn: userArn });
  });

  it("refuses a signed route that was reached unsigned, whatever token comes along", async () => {
    expect((await internal(requestEvent(), lambdaContext())).statusCode).toBe(403);
  });
});

describe("an error", () => {
  it.each([
    [new NotFound("thing", "t-1"), 404, "not-found"],
    [new Forbidden("not yours"), 403, "forbidden"],
    [new VersionConflict("t-1", 2, 3), 412, "version-conflict"],
  ])("of ours keeps its code: %s", async (error, status, code) => {
    const result = await failing(error);
    expect(bodyOf(result)).toMatchObject({
      status,
      type: `urn:problem-type:skein:${code}`,
      detail: error.message,
    });
  });

  it("that nobody expected says nothing to the caller and everything to the log", async () => {
    const result = await failing(new TypeError("secret is undefined"));
    expect(result.statusCode).toBe(500);
    expect(result.body).not.toContain("secret");
    expect(logs().find(({ level }) => level === "ERROR")).toMatchObject({
      correlationId: bodyOf(result).correlationId,
      error: { name: "TypeError", message: "secret is undefined", stack: expect.any(String) },
    });
  });

  const denied = Object.assign(
    new Error(
      "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:1:table/t because no identity-based policy allows the dynamodb:GetItem action",
    ),
    { name: "AccessDeniedException", $fault: "client" },
  );

  it("of a missing permission logs action and resource", async () => {
    const result = await failing(denied);
    expect(result.statusCode).toBe(500);
    expect(result.body).not.toContain("dynamodb");
    expect(logs().find(({ level }) => level === "ERROR")).toMatchObject({
      action: "dynamodb:GetItem",
      resource: "arn:aws:dynamodb:us-east-1:1:table/t",
    });
  });

  it("tells the caller what AWS said when PROBLEM_DETAILS is full", async () => {
    vi.stubEnv("PROBLEM_DETAILS", "full");
    expect(bodyOf(await failing(denied)).detail).toContain("perform: dynamodb:GetItem on resource: arn:aws");
  });

  it.each([
    Object.assign(new Error("slow down"), { name: "ThrottlingException" }),
    Object.assign(new Error("oops"), { name: "Whatever", $fault: "server" }),
    Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
  ])("of AWS that will pass is a 503 with Retry-After: %s", async (error) => {
    expect(await failing(error)).toMatchObject({ statusCode: 503, headers: { "retry-after": "1" } });
  });

  it("answers before Lambda cuts the function off", async () => {
    const hanging = http(
      getThing,
      ({ signal }) => new Promise((_, reject) => (signal.onabort = reject)),
      options,
    );
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 210 };
    expect((await hanging(requestEvent({ params }), context)).statusCode).toBe(503);
  });
});

describe("optimistic locking", () => {
  const remove = http(
    deleteThing,
    async ({ expectedVersion }) => {
      if (expectedVersion !== 3) throw new VersionConflict("t-1", expectedVersion ?? -1, 3);
      return { status: 204 };
    },
    options,
  );
  const removing = (ifMatch?: string) =>
    remove(
      requestEvent({ method: "DELETE", params, headers: ifMatch ? { "If-Match": ifMatch } : {} }),
      lambdaContext(),
    );

  it("hands the expected version over", async () => {
    expect(await removing('"3"')).toMatchObject({ statusCode: 204, body: "" });
    expect((await removing('"2"')).statusCode).toBe(412);
  });

  it("answers 428 when a route requires If-Match and it is missing", async () => {
    expect((await removing()).statusCode).toBe(428);
  });

  it("refuses If-Match without quotes with 400", async () => {
    expect((await removing("3")).statusCode).toBe(400);
  });
});

describe("correlation", () => {
  it("takes the client's id and continues its trace, in the answer and on every line", async () => {
    const trace = "6921a3b40a1b2c3d4e5f60718293a4b5";
    const headers = { "X-Correlation-Id": "order-7", Traceparent: `00-${trace}-1111111111111111-01` };
    const result = await read(requestEvent({ params, headers }), lambdaContext());
    expect(result.headers).toMatchObject({
      "x-correlation-id": "order-7",
      traceparent: expect.stringMatching(`^00-${trace}-(?!1{16})[0-9a-f]{16}-01$`),
    });
    expect(logs().at(-1)).toMatchObject({
      correlationId: "order-7",
      traceId: trace,
      status: 200,
      userId: ada,
    });
  });

  it("does not let a client write what it likes into the logs", async () => {
    const headers = { "x-correlation-id": "a\nb" };
    const result = await read(requestEvent({ params, headers }), lambdaContext());
    expect(result.headers?.["x-correlation-id"]).toBe("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
  });
});

describe("cross-origin requests", () => {
  const from = async (origin: string) =>
    (await read(requestEvent({ params, headers: { origin } }), lambdaContext())).headers;

  it("are open to the site's pages", async () => {
    expect(await from("https://skein.example")).toMatchObject({
      "access-control-allow-origin": "https://skein.example",
      vary: "origin",
    });
  });

  it("are closed to any other page", async () => {
    expect(await from("https://skein.example.evil.test")).not.toHaveProperty("access-control-allow-origin");
  });
});
