import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/engines/matching/json.ts";
import { compilePattern, matchesPattern } from "../../../src/engines/matching/pattern.ts";

const matches = (condition: Json, value: Json): boolean =>
  matchesPattern(compilePattern({ key: [condition] }), { key: value });

describe("conditions of a pattern", () => {
  it.each<[string, Json, Json, boolean]>([
    ["the same text", "a", "a", true],
    ["another text", "a", "b", false],
    ["text in another case", "a", "A", false],
    ["the same number", 100, 100.0, true],
    ["a number against its text", 100, "100", false],
    ["a text against its number", "100", 100, false],
    ["true", true, true, true],
    ["true against false", true, false, false],
    ["null", null, null, true],
    ["null against empty text", null, "", false],
    ["an element of an array", "b", ["a", "b"], true],
    ["none of an array", "c", ["a", "b"], false],
  ])("exact: %s", (_, condition, value, expected) => {
    expect(matches(condition, value)).toBe(expected);
  });

  it.each<[string, Json, Json, boolean]>([
    ["prefix holds", { prefix: "au" }, "auto", true],
    ["prefix fails", { prefix: "au" }, "bauto", false],
    ["prefix on a number", { prefix: "1" }, 10, false],
    ["prefix in any case", { prefix: { "equals-ignore-case": "AU" } }, "auto", true],
    ["suffix holds", { suffix: ".png" }, "a.png", true],
    ["suffix fails", { suffix: ".png" }, "a.jpg", false],
    ["suffix in any case", { suffix: { "equals-ignore-case": ".PNG" } }, "a.png", true],
    ["equals in any case", { "equals-ignore-case": "ALICE" }, "alice", true],
    ["not equal in any case", { "equals-ignore-case": "ALICE" }, "bob", false],
    ["wildcard holds", { wildcard: "a*c" }, "abbc", true],
    ["wildcard fails", { wildcard: "a*c" }, "abcd", false],
  ])("text: %s", (_, condition, value, expected) => {
    expect(matches(condition, value)).toBe(expected);
  });

  it.each<[string, Json, Json, boolean]>([
    ["another text", { "anything-but": "a" }, "b", true],
    ["that text", { "anything-but": "a" }, "a", false],
    ["none of a list", { "anything-but": ["a", "b"] }, "c", true],
    ["one of a list", { "anything-but": ["a", "b"] }, "b", false],
    ["another number", { "anything-but": [100, 500] }, 101, true],
    ["that number", { "anything-but": [100, 500] }, 500, false],
    ["a number, when texts are excluded", { "anything-but": "a" }, 1, true],
    ["another prefix", { "anything-but": { prefix: "a" } }, "b", true],
    ["that prefix", { "anything-but": { prefix: "a" } }, "ab", false],
    ["one of the prefixes", { "anything-but": { prefix: ["a", "b"] } }, "bc", false],
    ["another suffix", { "anything-but": { suffix: "a" } }, "b", true],
    ["that suffix", { "anything-but": { suffix: "a" } }, "ba", false],
    ["the text in another case", { "anything-but": { "equals-ignore-case": ["A"] } }, "a", false],
    ["a text that the wildcard misses", { "anything-but": { wildcard: "*/b/*" } }, "a/c/d", true],
    ["a text that the wildcard hits", { "anything-but": { wildcard: "*/b/*" } }, "a/b/d", false],
    ["an array with one other element", { "anything-but": ["rugby"] }, ["rugby", "tennis"], true],
    ["an array of nothing else", { "anything-but": ["rugby"] }, ["rugby"], false],
  ])("anything-but: %s", (_, condition, value, expected) => {
    expect(matches(condition, value)).toBe(expected);
  });

  it("anything-but needs the field", () => {
    expect(matchesPattern(compilePattern({ key: [{ "anything-but": "a" }] }), { other: "b" })).toBe(false);
  });

  it.each<[string, Json, Json, boolean]>([
    ["equal", { numeric: ["=", 0] }, 0, true],
    ["inside a range", { numeric: [">", 0, "<=", 100] }, 100, true],
    ["at its open end", { numeric: [">", 0, "<=", 100] }, 0, false],
    ["above it", { numeric: [">", 0, "<=", 100] }, 100.5, false],
    ["fractions", { numeric: [">=", 0.1] }, 0.1, true],
    ["below", { numeric: ["<", -1] }, -1.5, true],
    ["text", { numeric: ["=", 1] }, "1", false],
  ])("numeric: %s", (_, condition, value, expected) => {
    expect(matches(condition, value)).toBe(expected);
  });

  it.each<[string, Json, Json, boolean]>([
    ["inside IPv4", { cidr: "10.0.0.0/24" }, "10.0.0.255", true],
    ["outside IPv4", { cidr: "10.0.0.0/24" }, "10.0.1.255", false],
    ["inside IPv6", { cidr: "2001:db8:1234:1a00::/64" }, "2001:0db8:1234:1a00:0000:0000:0000:0000", true],
    ["outside IPv6", { cidr: "2001:db8:1234:1a00::/64" }, "2001:db8:123f:1a01::", false],
    ["a text that is no address", { cidr: "10.0.0.0/24" }, "10.0.0", false],
  ])("cidr: %s", (_, condition, value, expected) => {
    expect(matches(condition, value)).toBe(expected);
  });

  it.each<[string, Json, Json, boolean]>([
    ["a value is there", { exists: true }, "", true],
    ["null is there", { exists: true }, null, true],
    ["an empty array is not", { exists: true }, [], false],
    ["an object is no leaf", { exists: true }, { a: 1 }, false],
    ["absence of what is there", { exists: false }, "a", false],
    ["absence of an empty array", { exists: false }, [], true],
  ])("exists: %s", (_, condition, value, expected) => {
    expect(matches(condition, value)).toBe(expected);
  });
});
