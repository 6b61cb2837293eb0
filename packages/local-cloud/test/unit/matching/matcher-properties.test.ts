import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../../src/engines/matching/json.ts";
import { compilePattern, matchesPattern } from "../../../src/engines/matching/pattern.ts";
import { wildcardOf } from "../../../src/engines/matching/wildcard.ts";

/** Few names and values, so that patterns and events meet. */
const name = fc.constantFrom("a", "b", "c");
const scalar = fc.constantFrom<Json>("x", "xy", "yx", 0, 1, 2.5, true, null);
const condition: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.record({ prefix: fc.constantFrom("x", "y") }),
  fc.record({ suffix: fc.constantFrom("x", "y") }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ "anything-but": fc.constantFrom<Json>("x", ["x", "xy"], 1, [0, 1]) }),
  fc.record({ numeric: fc.constantFrom<Json>(["=", 1], [">", 0, "<=", 2.5], ["<", 1]) }),
);
const pattern = fc.letrec<{ node: JsonObject; value: Json }>((tie) => ({
  node: fc.dictionary(name, tie("value"), { minKeys: 1, maxKeys: 2 }) as fc.Arbitrary<JsonObject>,
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.array(condition, { minLength: 1, maxLength: 2 }),
    tie("node"),
  ),
})).node;
const event = fc.letrec<{ node: JsonObject; value: Json }>((tie) => ({
  node: fc.dictionary(name, tie("value"), { maxKeys: 3 }) as fc.Arbitrary<JsonObject>,
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(scalar, { maxLength: 2 }), tie("node")),
})).node;

/** The plain meaning of a pattern, for events whose arrays hold scalars only. */
const conditionHolds = (source: Json, leaves: readonly Json[]): boolean => {
  if (!isJsonObject(source)) return leaves.includes(source);
  const { prefix, suffix, exists, numeric } = source;
  const excluded = source["anything-but"];
  if (typeof exists === "boolean") return leaves.length > 0 === exists;
  return leaves.some((leaf) => {
    if (typeof prefix === "string") return typeof leaf === "string" && leaf.startsWith(prefix);
    if (typeof suffix === "string") return typeof leaf === "string" && leaf.endsWith(suffix);
    if (excluded !== undefined) return isJsonArray(excluded) ? !excluded.includes(leaf) : leaf !== excluded;
    if (typeof leaf !== "number" || !isJsonArray(numeric)) return false;
    if (numeric[0] === "=") return leaf === 1;
    return numeric[0] === "<" ? leaf < 1 : leaf > 0 && leaf <= 2.5;
  });
};

const leavesOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined || isJsonObject(value)) return [];
  return isJsonArray(value) ? value : [value];
};

const holds = (node: JsonObject, value: Json | undefined): boolean =>
  Object.entries(node).every(([key, wanted]) => {
    const member = isJsonObject(value) ? value[key] : undefined;
    if (isJsonObject(wanted)) return holds(wanted, member);
    return isJsonArray(wanted) && wanted.some((one) => conditionHolds(one, leavesOf(member)));
  });

describe("the matcher", () => {
  it("agrees with the plain meaning of a pattern", () => {
    fc.assert(
      fc.property(pattern, event, (source, given) => {
        expect(matchesPattern(compilePattern(source), given)).toBe(holds(source, given));
      }),
      { numRuns: 2000 },
    );
  });

  it("does not care for the order of fields", () => {
    const reversed = (node: JsonObject): JsonObject => Object.fromEntries(Object.entries(node).reverse());
    fc.assert(
      fc.property(pattern, event, (source, given) => {
        const expected = matchesPattern(compilePattern(source), given);
        expect(matchesPattern(compilePattern(reversed(source)), reversed(given))).toBe(expected);
      }),
    );
  });

  it("matches $or when it matches one of the alternatives", () => {
    fc.assert(
      fc.property(pattern, pattern, event, (one, other, given) => {
        const expected = [one, other].some((source) => matchesPattern(compilePattern(source), given));
        expect(matchesPattern(compilePattern({ $or: [one, other] }), given)).toBe(expected);
      }),
    );
  });

  it("matches an array of objects when one element alone would match", () => {
    fc.assert(
      fc.property(pattern, fc.array(event, { maxLength: 3 }), (source, elements) => {
        // Absence looks at all elements, so it has its own rules.
        fc.pre(!JSON.stringify(source).includes("exists"));
        const expected = elements.some((element) => matchesPattern(compilePattern(source), element));
        expect(matchesPattern(compilePattern({ list: source }), { list: elements })).toBe(expected);
      }),
    );
  });

  it("reads wildcards as regular expressions would", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    const wildcard = fc
      .string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 6 })
      .filter((source) => !source.includes("**"));
    fc.assert(
      fc.property(wildcard, text, (source, given) => {
        expect(wildcardOf(source)(given)).toBe(new RegExp(`^${source.replaceAll("*", ".*")}$`).test(given));
      }),
      { numRuns: 1000 },
    );
  });
});
