import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogRecord } from "../../src/logs/log-record.ts";
import { type FakeCloud, startFakeCloud } from "../fake-cloud.ts";
import { type HostProcess, startHost } from "../host.ts";
import { createWorkspace, type Workspace } from "../workspace.ts";

let cloud: FakeCloud;
let workspace: Workspace;
let host: HostProcess;

beforeAll(async () => {
  cloud = await startFakeCloud();
  workspace = createWorkspace(["greeter", "other"]);
  host = await startHost(
    workspace.root,
    [workspace.folderOf("greeter"), workspace.folderOf("other")],
    cloud.access,
  );
});

afterAll(async () => {
  await host?.close();
  await cloud.close();
  workspace.remove();
});

const get = (path: string, headers: Record<string, string> = {}, service = "greeter") =>
  fetch(`${host.urlOf(service)}${path}`, { headers });
const accessToken = { token_use: "access", scope: "openid aws.cognito.signin.user.admin" };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Seen {
  readonly greeting: string;
  readonly instance: string;
  readonly environment: Record<string, string>;
  readonly event: {
    readonly headers: Record<string, string>;
    readonly queryStringParameters: Record<string, string> | null;
    readonly pathParameters: Record<string, string> | null;
    readonly requestContext: {
      readonly authorizer?: { readonly claims: Record<string, string> };
      readonly identity: Record<string, string | null>;
    };
  };
}
const seen = async (response: Response): Promise<Seen> => {
  expect(response.status).toBe(200);
  return (await response.json()) as Seen;
};

test("a burst of requests is answered by a few instances, each by its turn", async () => {
  const burst = await Promise.all(Array.from({ length: 60 }, () => get("/greetings/public").then(seen)));
  expect(new Set(burst.map(({ instance }) => instance)).size).toBeLessThanOrEqual(10);
});

describe("what a function sees", () => {
  test("the environment of the template, resolved, and its own credentials", async () => {
    const { environment } = await seen(await get("/greetings/public"));
    expect(environment).toMatchObject({
      TABLE: "skein-dev-greetings",
      AWS_LAMBDA_FUNCTION_NAME: "skein-greeter-dev-greet",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_ACCESS_KEY_ID: "ASIAskein-greeter-dev-greet",
      AWS_SESSION_TOKEN: "token",
      AWS_ENDPOINT_URL: cloud.access.Endpoint,
      AWS_REGION: "us-east-1",
    });
  });

  test("nothing of the operator's environment", async () => {
    const { environment } = await seen(await get("/greetings/public"));
    expect(environment.AWS_SECRET_ACCESS_KEY).toBe("secret");
    expect(environment).not.toHaveProperty("AWS_PROFILE");
    expect(environment).not.toHaveProperty("OPERATOR");
    expect(environment).not.toHaveProperty("HOME");
  });

  test("its own service, also when two share the process", async () => {
    const { environment } = await seen(await get("/greetings/public", {}, "other"));
    expect(environment.AWS_LAMBDA_FUNCTION_NAME).toBe("skein-other-dev-greet");
  });

  test("query and path as API Gateway gives them", async () => {
    const { event } = await seen(await get("/greetings/Zo%C3%AB?a=1&a=2", bearer(cloud.token(accessToken))));
    expect(event.queryStringParameters).toEqual({ a: "2" });
    expect(event.pathParameters).toEqual({ name: "Zoë" });
  });
});

describe("authorizer with scopes", () => {
  const status = async (token: string) => (await get("/greetings/bob", bearer(token))).status;

  test("lets an access token in and hands its claims on, all strings", async () => {
    const token = cloud.token({ ...accessToken, "cognito:groups": ["admins", "authors"] });
    const { event } = await seen(await get("/greetings/bob", bearer(token)));
    expect(event.requestContext.authorizer?.claims).toMatchObject({
      sub: "user-1",
      token_use: "access",
      "cognito:groups": "admins,authors",
      exp: expect.stringMatching(/^\d+$/),
    });
  });

  test("refuses a missing token with the template's own answer", async () => {
    const response = await get("/greetings/bob");
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("access-control-allow-origin")).toBe("https://site.example");
    expect(await response.json()).toEqual({
      title: "Unauthorized",
      correlationId: response.headers.get("x-amzn-requestid"),
    });
  });

  test("refuses a forged signature", async () => {
    expect(await status(cloud.token(accessToken, { forged: true }))).toBe(401);
  });

  test("refuses an ID token", async () => {
    expect(await status(cloud.token({ ...accessToken, token_use: "id" }))).toBe(401);
  });

  test("refuses a token without the scope", async () => {
    expect(await status(cloud.token({ ...accessToken, scope: "openid" }))).toBe(401);
  });

  test("refuses a token of another issuer", async () => {
    expect(await status(cloud.token({ ...accessToken, iss: cloud.access.Endpoint }))).toBe(401);
  });

  test("refuses an expired token, saying so", async () => {
    const response = await get("/greetings/bob", bearer(cloud.token({ ...accessToken, exp: 1_700_000_000 })));
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ title: "The incoming token has expired" });
  });
});

test("an authorizer without scopes takes ID tokens only", async () => {
  expect((await get("/me", bearer(cloud.token(accessToken)))).status).toBe(401);
  const { event } = await seen(await get("/me", bearer(cloud.token({ token_use: "id" }))));
  expect(event.requestContext.authorizer?.claims.exp).toMatch(/^\w{3} \w{3} \d{2} [\d:]{8} UTC \d{4}$/);
});

test("a public route shows no claims, whatever token comes with the request", async () => {
  const { event } = await seen(await get("/greetings/public", bearer(cloud.token(accessToken))));
  expect(event.requestContext).not.toHaveProperty("authorizer");
});

describe("a route for signed calls", () => {
  const signed = {
    authorization: "AWS4-HMAC-SHA256 Credential=ASIACALLER/20261126/us-east-1/execute-api/aws4_request",
  };

  test("refuses an unsigned one", async () => {
    const response = await get("/internal");
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ message: "Missing Authentication Token" });
  });

  test("asks the cloud, and tells the function who called", async () => {
    const arn = "arn:aws:sts::000000000000:assumed-role/todos/session";
    let asked: unknown;
    cloud.authorize = (request) => {
      asked = request;
      return { allowed: true, status: 200, principal: { arn, accountId: "000000000000" } };
    };
    const { event } = await seen(await get("/internal", signed));
    expect(asked).toMatchObject({
      action: "execute-api:Invoke",
      resource: "arn:aws:execute-api:us-east-1:000000000000:apigatewayrestapi/dev/GET/internal",
      url: `${host.urlOf("greeter")}/internal`,
    });
    expect(event.requestContext.identity).toMatchObject({ userArn: arn, accessKey: "ASIACALLER" });
  });

  test("passes the cloud's refusal on", async () => {
    const message = "User: arn:aws:sts::000000000000:assumed-role/todos/session is not authorized";
    cloud.authorize = () => ({
      allowed: false,
      status: 403,
      message,
      principal: { arn: "arn:x", accountId: "0" },
    });
    const response = await get("/internal", signed);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ message });
  });
});

describe("at the door", () => {
  test("an unknown route answers as API Gateway does", async () => {
    const response = await get("/nothing/here");
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ message: "Missing Authentication Token" });
  });

  test("the header that dictates an authorizer's answer is refused", async () => {
    const response = await get("/greetings/public", { "sls-offline-authorizer-override": "{}" });
    expect(response.status).toBe(403);
  });

  test("a preflight gets the answer of the template", async () => {
    const response = await fetch(`${host.urlOf("greeter")}/greetings/public`, { method: "OPTIONS" });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-methods")).toBe("OPTIONS,GET");
  });

  test.each([
    ["a missing parameter", "/greetings", '{"name":"Bob"}', "Missing required request parameters: [lang]"],
    ["a body that breaks the schema", "/greetings?lang=en", '{"name":1}', "Invalid request body"],
    ["a body that is no JSON", "/greetings?lang=en", "{", "Invalid request body"],
  ])("%s is refused before the function", async (_, path, body, message) => {
    const response = await fetch(`${host.urlOf("greeter")}${path}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message });
  });

  test("web pages cannot invoke functions directly", async () => {
    const invokeUrl = `${cloud.hosts.get("skein-greeter-dev-greet")}/2015-03-31/functions/skein-greeter-dev-greet/invocations`;
    const direct = (headers: Record<string, string>) =>
      fetch(invokeUrl, { method: "POST", body: "{}", headers });
    expect((await direct({})).status).toBe(200);
    expect((await direct({ origin: "https://evil.example" })).status).toBe(403);
    expect((await direct({ "x-amz-invocation-type": "Event" })).status).toBe(400);
  });
});

describe("a function that misbehaves", () => {
  test.each(["throw", "exit", "hang", "crash", "nonsense"])(
    "by %s gets 502, and the next call works",
    async (how) => {
      expect((await get(`/misbehave/${how}`)).status).toBe(502);
      expect((await get("/greetings/public")).status).toBe(200);
    },
  );

  test("shows its error in one line, and keeps it with its stack", async () => {
    const since = host.lines.length;
    await get("/misbehave/throw");
    await host.line(/^greeter \| ! misbehave: as asked \(Refusal\)$/, since);
    await host.line(/^greeter \| GET \/misbehave\/throw 502 \d+ ms$/, since);
    expect(host.lines.slice(since).filter((line) => line.includes(" misbehave: "))).toHaveLength(1);
    const kept = readFileSync(path.join(workspace.root, ".local", "logs", "greeter.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as LogRecord);
    expect(kept.findLast((record) => record.function === "misbehave")).toMatchObject({
      service: "greeter",
      level: "ERROR",
      message: "as asked",
      fields: { error: { name: "Refusal", stack: expect.stringContaining("misbehave") } },
    });
    expect(kept.at(-1)).toMatchObject({ level: "INFO", message: expect.stringContaining("GET /misbehave") });
  });

  test("tells the invoker its error as Lambda does", async () => {
    const name = "skein-greeter-dev-misbehave";
    const response = await fetch(`${cloud.hosts.get(name)}/2015-03-31/functions/${name}/invocations`, {
      method: "POST",
      body: JSON.stringify({ pathParameters: { how: "throw" } }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("x-amz-function-error")).toBe("Unhandled");
    expect(await response.json()).toMatchObject({ errorType: "Refusal", errorMessage: "as asked" });
  });
});
