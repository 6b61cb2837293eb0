import { describe, expect, test } from "vitest";
import type { ApiMethod } from "../../src/api/rest-api.ts";
import { routerOf } from "../../src/api/router.ts";

const method = (httpMethod: string, resourcePath: string): ApiMethod => ({
  resourcePath,
  resourceId: resourcePath,
  httpMethod,
  operationName: undefined,
  authorization: { type: "NONE" },
  apiKeyRequired: false,
  validation: undefined,
  integration: { type: "AWS_PROXY", functionName: "f", timeoutMs: 29_000 },
});

const route = routerOf([
  method("GET", "/"),
  method("GET", "/todos"),
  method("POST", "/todos"),
  method("GET", "/todos/{todoId}"),
  method("GET", "/todos/recent"),
  method("ANY", "/todos/{todoId}/notes"),
  method("GET", "/files/{path+}"),
  method("GET", "/files/index"),
]);
const found = (httpMethod: string, path: string) => {
  const match = route(httpMethod, path);
  return match && [match.method.httpMethod, match.method.resourcePath, match.pathParameters];
};

describe("a route", () => {
  test.each([
    ["GET", "/", ["GET", "/", {}]],
    ["POST", "/todos", ["POST", "/todos", {}]],
    ["GET", "/todos/", ["GET", "/todos", {}]],
    ["GET", "/todos/recent", ["GET", "/todos/recent", {}]],
    ["GET", "/todos/7", ["GET", "/todos/{todoId}", { todoId: "7" }]],
    ["GET", "/todos/a%2Fb", ["GET", "/todos/{todoId}", { todoId: "a/b" }]],
    ["PUT", "/todos/7/notes", ["ANY", "/todos/{todoId}/notes", { todoId: "7" }]],
    ["GET", "/todos/recent/notes", ["ANY", "/todos/{todoId}/notes", { todoId: "recent" }]],
    ["GET", "/files/a/b/c", ["GET", "/files/{path+}", { path: "a/b/c" }]],
    ["GET", "/files/index", ["GET", "/files/index", {}]],
  ])("%s %s is %j", (httpMethod, path, expected) => {
    expect(found(httpMethod, path)).toEqual(expected);
  });

  test.each([
    ["DELETE", "/todos"],
    ["GET", "/files"],
    ["GET", "/todos/7/notes/8"],
    ["GET", "/nothing"],
  ])("%s %s is none", (httpMethod, path) => {
    expect(found(httpMethod, path)).toBeUndefined();
  });
});
