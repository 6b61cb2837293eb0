import { describe, expect, it } from "vitest";
import { refuseCycles, reversed } from "../../../../src/provision/graph/dependency-graph.ts";

const graphOf = (edges: Record<string, string[]>) =>
  new Map(Object.entries(edges).map(([node, dependencies]) => [node, new Set(dependencies)]));

describe("a dependency graph", () => {
  it("may have a node that many depend on", () => {
    expect(() => refuseCycles(graphOf({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] }))).not.toThrow();
  });

  it("spells out a cycle", () => {
    expect(() => refuseCycles(graphOf({ a: ["b"], b: ["c"], c: ["b"] }))).toThrow("b -> c -> b");
    expect(() => refuseCycles(graphOf({ a: ["a"] }))).toThrow("a -> a");
  });

  it("is turned round for removals", () => {
    expect(reversed(graphOf({ a: ["b"], b: [] }))).toEqual(graphOf({ a: [], b: ["a"] }));
  });
});
