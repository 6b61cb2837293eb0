import { describe, expect, it } from "vitest";
import { compileFilterPolicy, type FilterPolicyScope } from "../../../src/engines/matching/filter-policy.ts";
import type { Json } from "../../../src/engines/matching/json.ts";
import { matchesPattern } from "../../../src/engines/matching/pattern.ts";

const compile = (policy: Json, scope: FilterPolicyScope = "MessageAttributes") =>
  compileFilterPolicy(JSON.stringify(policy), scope);

const values = (count: number): string[] => Array.from({ length: count }, (_, index) => `v${index}`);

describe("filter policies", () => {
  it("let everything through when empty", () => {
    expect(matchesPattern(compile({}), { any: "thing" })).toBe(true);
  });

  it("are flat in the scope of attributes", () => {
    expect(() => compile({ object: { key: ["a"] } })).toThrow(
      "Filter policy scope MessageAttributes does not support nested filter policy",
    );
  });

  it("may nest in the scope of the body", () => {
    expect(matchesPattern(compile({ object: { key: ["a"] } }, "MessageBody"), { object: { key: "a" } })).toBe(
      true,
    );
  });

  it("have at most five keys", () => {
    const policy = Object.fromEntries(values(6).map((key) => [key, ["v"]]));
    expect(() => compile(policy)).toThrow("Filter policy can not have more than 5 keys");
  });

  it.each<[string, Json, FilterPolicyScope]>([
    ["150 values", { a: values(150) }, "MessageAttributes"],
    ["15 times 10 values", { a: values(15), b: values(10) }, "MessageAttributes"],
    ["37 values two levels down twice", { a: { b: values(37) }, c: { d: ["v"] } }, "MessageBody"],
  ])("may combine %s", (_, policy, scope) => {
    expect(() => compile(policy, scope)).not.toThrow();
  });

  it.each<[string, Json, FilterPolicyScope]>([
    ["151 values", { a: values(151) }, "MessageAttributes"],
    ["16 times 10 values", { a: values(16), b: values(10) }, "MessageAttributes"],
    [
      "4 values at depth 3, 3 at depth 2 and 3",
      { a: { b: { c: values(4) } }, d: { e: values(3) }, f: values(3) },
      "MessageBody",
    ],
    [
      "alternatives that add up",
      {
        $or: [{ a: values(3) }, { b: values(2) }],
        d: { s: values(2), $or: [{ x: ["v"] }, { y: values(3) }] },
      },
      "MessageBody",
    ],
  ])("may not combine %s", (_, policy, scope) => {
    expect(() => compile(policy, scope)).toThrow("Filter policy is too complex");
  });

  it.each(["suffix", "equals-ignore-case", "wildcard", "exists"])("refuse anything-but %s", (operator) => {
    const key = [{ "anything-but": { [operator]: "a" } }];
    const message = `Unsupported anything-but pattern: ${operator}`;
    expect(() => compile({ key })).toThrow(message);
    expect(() => compile({ $or: [{ a: ["b"] }, { c: { key } }] }, "MessageBody")).toThrow(message);
  });

  it.each<Json>(["a", ["a", "b"], [1, 2], { prefix: "a" }])("take anything-but %j", (excluded) => {
    expect(() => compile({ key: [{ "anything-but": excluded }] })).not.toThrow();
  });

  it.each<[Json, string]>([
    [[], "Invalid member in numeric match: ]"],
    [["operator"], "Unrecognized numeric range operator: operator"],
    [[1, "<="], "Invalid member in numeric match: 1"],
    [["=", "000"], "Value of equals must be numeric"],
    [[">="], "Value of >= must be numeric"],
    [["<", 100, ">", 10], "Too many elements in numeric expression"],
    [[">=", 1, ">", 2], "Bad numeric range operator: >"],
    [[">", 3, "<", 1], "Bottom must be less than top"],
    [[">", 20, "<="], "Value of <= must be numeric"],
    [[">", 20, 30], "Bad value in numeric range: 30"],
    [[">", "20", "<", "30"], "Value of > must be numeric"],
    [[">", 20, "<", 30, "<", 50], "Too many terms in numeric range expression"],
  ])("refuse numeric %j", (numeric, message) => {
    expect(() => compile({ key: [{ numeric }] })).toThrow(message);
  });
});
