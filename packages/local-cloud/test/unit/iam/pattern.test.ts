import fc from "fast-check";
import { expect, it } from "vitest";
import { literalPattern, matchesPattern, wildcardPattern } from "../../../src/iam/pattern.ts";

const glob = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 12 });

it("agrees with a regular expression on every pattern", () => {
  fc.assert(
    fc.property(glob, text, (pattern, value) => {
      const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
      expect(matchesPattern(wildcardPattern(pattern), value)).toBe(expression.test(value));
    }),
  );
});

it("takes every character of a literal as itself", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, value) => {
      expect(matchesPattern(literalPattern(pattern), value)).toBe(pattern === value);
    }),
  );
});

it("does not explode on hostile patterns", () => {
  const started = performance.now();
  expect(matchesPattern(wildcardPattern("*a".repeat(200)), "a".repeat(199))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1_000);
});
