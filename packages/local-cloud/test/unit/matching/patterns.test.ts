import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/engines/matching/json.ts";
import { compilePattern, matchesPattern } from "../../../src/engines/matching/pattern.ts";

const matches = (pattern: JsonObject, event: JsonObject): boolean =>
  matchesPattern(compilePattern(pattern), event);

describe("patterns", () => {
  it("need every field", () => {
    const pattern = { a: [1], b: [2] };
    expect(matches(pattern, { a: 1, b: 2 })).toBe(true);
    expect(matches(pattern, { a: 1 })).toBe(false);
  });

  it("need one condition per field", () => {
    expect(matches({ a: [1, 2] }, { a: 2 })).toBe(true);
  });

  it("follow nested fields", () => {
    const pattern = { detail: { state: { name: ["on"] } } };
    expect(matches(pattern, { detail: { state: { name: "on" } } })).toBe(true);
    expect(matches(pattern, { detail: { state: "on" } })).toBe(false);
  });

  it("take names with dots for nested names", () => {
    expect(matches({ "object.nested": ["v"] }, { object: { nested: "v" } })).toBe(true);
    expect(matches({ object: { nested: ["v"] } }, { "object.nested": "v" })).toBe(true);
    expect(matches({ "object.nested.test": ["v"] }, { object: { "nested.test": "v" } })).toBe(true);
  });

  it("look into arrays of objects", () => {
    const pattern = { Records: { name: [{ prefix: "a" }] } };
    expect(matches(pattern, { Records: [{ name: "b" }, { name: "a" }] })).toBe(true);
    expect(matches(pattern, { Records: [{ name: "b" }] })).toBe(false);
  });

  it("want the fields of one object of an array, not of several", () => {
    const pattern = { Records: { a: [1], b: [2] } };
    expect(matches(pattern, { Records: [{ a: 1, b: 2 }] })).toBe(true);
    expect(matches(pattern, { Records: [{ a: 1 }, { b: 2 }] })).toBe(false);
  });

  it("look into arrays in arrays", () => {
    expect(matches({ a: { b: [2] } }, { a: [[{ b: 1 }], [{ b: 2 }]] })).toBe(true);
  });

  it("take $or for alternatives", () => {
    const pattern = { $or: [{ a: [1] }, { b: [2] }], c: [3] };
    expect(matches(pattern, { a: 1, c: 3 })).toBe(true);
    expect(matches(pattern, { b: 2, c: 3 })).toBe(true);
    expect(matches(pattern, { a: 1, b: 2 })).toBe(false);
  });

  it("multiply out $or at several levels", () => {
    const pattern = {
      $or: [{ metric: ["cpu"] }, { namespace: ["ec2"] }],
      detail: { scope: ["service"], $or: [{ source: ["watch"] }, { type: ["alarm"] }] },
    };
    expect(matches(pattern, { namespace: "ec2", detail: { scope: "service", type: "alarm" } })).toBe(true);
    expect(matches(pattern, { metric: "cpu", detail: { scope: "service" } })).toBe(false);
  });

  it("take $or with conditions in it for a field of that name", () => {
    expect(matches({ $or: [{ prefix: "a" }, { prefix: "b" }] }, { $or: "bc" })).toBe(true);
  });

  it("match no event that is not an object", () => {
    expect(matchesPattern(compilePattern({ a: [{ exists: false }] }), "text")).toBe(false);
  });

  it.each<[string, JsonObject | string, string]>([
    ["a list in a list", { key: [["value"]] }, "Match value must be String, number, true, false, or null"],
    ["an unknown operator", { key: [{ "wrong-operator": true }] }, "Unrecognized match type wrong-operator"],
    ["two operators", { key: [{ suffix: "a", prefix: "b" }] }, "Only one key allowed in match expression"],
    ["a value without a list", { key: "value" }, '"key" must be an object or an array'],
    ["an operator without a list", { key: { suffix: "value" } }, '"suffix" must be an object or an array'],
    ["an empty list", { key: [] }, "Empty arrays are not allowed"],
    ["an empty object", { key: {} }, "Empty objects are not allowed"],
    ["a number as suffix", { key: [{ suffix: 100 }] }, "suffix match pattern must be a string"],
    ["exists with a text", { key: [{ exists: "no" }] }, "exists match pattern must be either true or false."],
    ["anything-but of two kinds", { key: [{ "anything-but": ["a", 1] }] }, "Inside anything but list"],
    [
      "an unknown anything-but",
      { key: [{ "anything-but": { cidr: "10.0.0.0/8" } }] },
      "Unsupported anything-but",
    ],
    ["a broken address range", { key: [{ cidr: "10.0.0/8" }] }, "Malformed CIDR"],
    ["two wildcards in a row", { key: [{ wildcard: "a**b" }] }, "Consecutive wildcard characters at pos 1"],
    ["a stray escape", { key: [{ wildcard: "a\\b" }] }, "Invalid escape character at pos 1"],
    ["broken JSON", "{", "failed to parse JSON."],
    ["JSON that is no object", "[]", "Filter is not an object"],
  ])("refuse %s", (_, pattern, message) => {
    expect(() => compilePattern(pattern)).toThrow(message);
  });
});
