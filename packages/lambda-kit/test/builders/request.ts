/** Requests as API Gateway hands them to a function, starting from a recorded one. */
import type { APIGatewayEventIdentity, Context } from "aws-lambda";
import type { HttpEvent, HttpResult } from "../../src/http/context.ts";
import recorded from "../fixtures/get-request.json" with { type: "json" };

interface Parts {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  /** A list gives the parameter several times. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly identity?: Partial<APIGatewayEventIdentity>;
}

export const requestEvent = (parts: Parts = {}): HttpEvent => {
  const event: HttpEvent = structuredClone(recorded);
  event.httpMethod = parts.method ?? "GET";
  event.headers = { ...event.headers, ...parts.headers };
  event.pathParameters = parts.params ?? null;
  event.requestContext.identity = { ...event.requestContext.identity, ...parts.identity };
  if (parts.query) {
    const values = Object.entries(parts.query).map(([name, value]) => [name, [value].flat()] as const);
    event.multiValueQueryStringParameters = Object.fromEntries(values);
    event.queryStringParameters = Object.fromEntries(values.map(([name, all]) => [name, all.at(-1)]));
  }
  if (parts.body !== undefined) {
    event.body = typeof parts.body === "string" ? parts.body : JSON.stringify(parts.body);
    event.headers = { "Content-Type": "application/json", ...event.headers };
  }
  return event;
};

export const lambdaContext = (): Context => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: "skein-todos-dev-getTodo",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:skein-todos-dev-getTodo",
  memoryLimitInMB: "256",
  awsRequestId: "b2f1f0f0-1c1e-4a57-8d8e-0a9b8c7d6e5f",
  logGroupName: "/aws/lambda/skein-todos-dev-getTodo",
  logStreamName: "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef",
  getRemainingTimeInMillis: () => 10_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});

/** The body of an answer, read as JSON. */
export const bodyOf = (result: HttpResult): Record<string, unknown> => JSON.parse(result.body);
