import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/provision/json.ts";
import { conditionEvaluator } from "../../../../src/provision/template/conditions.ts";
import { scopeOf } from "../support/scope.ts";

const { condition: _, ...scope } = scopeOf({ refs: { Stage: "prod", Count: "1" } });
const isProd: Json = { "Fn::Equals": [{ Ref: "Stage" }, "prod"] };
const isDev: Json = { "Fn::Equals": [{ Ref: "Stage" }, "dev"] };

const holds = (expression: Json, others: Record<string, Json> = {}) =>
  conditionEvaluator({ Asked: expression, ...others }, scope)("Asked");

describe("conditions", () => {
  it.each<[string, Json, boolean]>([
    ["Fn::Equals of the same", isProd, true],
    ["Fn::Equals of others", isDev, false],
    ["Fn::Equals of a text and a number", { "Fn::Equals": [{ Ref: "Count" }, 1] }, true],
    ["Fn::Not", { "Fn::Not": [isDev] }, true],
    ["Fn::And", { "Fn::And": [isProd, isDev] }, false],
    ["Fn::Or", { "Fn::Or": [isProd, isDev] }, true],
  ])("evaluates %s", (_what, expression, expected) => {
    expect(holds(expression)).toBe(expected);
  });

  it("refers to other conditions", () => {
    expect(holds({ "Fn::And": [{ Condition: "Prod" }, isProd] }, { Prod: isProd })).toBe(true);
  });

  it.each<[string, Json, RegExp]>([
    ["a condition that is not there", { Condition: "Nowhere" }, /no condition Nowhere/],
    [
      "a condition that depends on itself",
      { "Fn::Not": [{ Condition: "Asked" }] },
      /Asked depends on itself/,
    ],
    ["another function", { "Fn::Join": ["", []] }, /Fn::Join is not a condition function/],
    ["one operand of Fn::And", { "Fn::And": [isProd] }, /Fn::And takes 2 to 10/],
    ["a plain value", "yes", /not a condition/],
  ])("refuses %s", (_what, expression, message) => {
    expect(() => holds(expression)).toThrow(message);
  });
});
