import { describe, expect, it } from "vitest";
import type { RestRoute } from "../../../src/gateway/engine.ts";
import { matchRoute } from "../../../src/gateway/protocols/rest-route.ts";

const routes: readonly RestRoute[] = [
  { method: "GET", path: "/v/functions/{Name}", operation: "Get" },
  { method: "GET", path: "/v/functions/", operation: "List" },
  { method: "GET", path: "/v/functions/settings", operation: "Settings" },
  { method: "POST", path: "/v/functions/{Name}/invocations", operation: "Invoke" },
  { method: "POST", path: "/v/tagging?Operation=Tag", operation: "Tag" },
  { method: "POST", path: "/v/tagging?Operation=Untag", operation: "Untag" },
  { method: "POST", path: "/v/things", operation: "Create" },
  { method: "POST", path: "/v/things?WithTags=", operation: "CreateWithTags" },
];
const match = (method: string, url: string) => {
  const found = matchRoute(routes, method, url);
  return found && { operation: found.route.operation, labels: found.labels, query: found.query };
};

describe("a route", () => {
  it("is found by method and path, labels decoded", () => {
    expect(match("POST", "/v/functions/arn%3Aaws%3Ax/invocations?Qualifier=1&a=1&a=2")).toEqual({
      operation: "Invoke",
      labels: { Name: "arn:aws:x" },
      query: { Qualifier: "1", a: ["1", "2"] },
    });
  });

  it("with a literal wins over one with a label", () => {
    expect(match("GET", "/v/functions/settings")?.operation).toBe("Settings");
    expect(match("GET", "/v/functions/other")?.operation).toBe("Get");
  });

  it("with parameters of its own goes by them, and keeps them to itself", () => {
    expect(match("POST", "/v/tagging?Operation=Untag&Resource=x")).toEqual({
      operation: "Untag",
      labels: {},
      query: { Resource: "x" },
    });
    expect(match("POST", "/v/tagging?Resource=x")).toBeUndefined();
    expect(match("POST", "/v/things?WithTags")?.operation).toBe("CreateWithTags");
    expect(match("POST", "/v/things")?.operation).toBe("Create");
  });

  it("does not mind a slash at the end", () => {
    expect(match("GET", "/v/functions")?.operation).toBe("List");
  });

  it.each([
    ["DELETE", "/v/functions/x"],
    ["POST", "/v/functions/x"],
    ["POST", "/v/functions//invocations"],
    ["POST", "/v/functions/%/invocations"],
    ["GET", "/"],
  ])("is not found for %s %s", (method, url) => {
    expect(match(method, url)).toBeUndefined();
  });
});
