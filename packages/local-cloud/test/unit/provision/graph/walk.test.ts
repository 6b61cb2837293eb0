import { describe, expect, it } from "vitest";
import { walk } from "../../../../src/provision/graph/walk.ts";

const graphOf = (edges: Record<string, string[]>) =>
  new Map(Object.entries(edges).map(([node, dependencies]) => [node, new Set(dependencies)]));

/** Visits that stay under way until they are let go. */
const heldVisits = () => {
  const held = new Map<string, () => void>();
  const visit = (node: string) => new Promise<void>((resolve) => held.set(node, resolve));
  return { held, visit };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("walking a graph", () => {
  it("visits dependencies first", async () => {
    const order: string[] = [];
    await walk(graphOf({ a: ["b"], b: ["c"], c: [] }), async (node) => void order.push(node), {
      concurrency: 4,
    });
    expect(order).toEqual(["c", "b", "a"]);
  });

  it("visits independent nodes side by side, up to the limit", async () => {
    const { held, visit } = heldVisits();
    const walking = walk(graphOf({ a: [], b: [], c: [] }), visit, { concurrency: 2 });
    await turn();
    expect([...held.keys()]).toEqual(["a", "b"]);
    held.get("a")?.();
    await turn();
    expect([...held.keys()]).toEqual(["a", "b", "c"]);
    held.get("b")?.();
    held.get("c")?.();
    expect(await walking).toEqual(new Map());
  });

  it("starts nothing new after a failure, but waits for what is under way", async () => {
    const finished: string[] = [];
    const visit = async (node: string) => {
      if (node === "bad") throw new Error("no");
      await turn();
      finished.push(node);
    };
    const failures = await walk(graphOf({ bad: [], slow: [], next: ["slow"] }), visit, { concurrency: 2 });
    expect([...failures.keys()]).toEqual(["bad"]);
    expect(finished).toEqual(["slow"]);
  });

  it("goes on with what does not depend on a failed node when told to", async () => {
    const visited: string[] = [];
    const visit = async (node: string) => {
      visited.push(node);
      if (node === "bad") throw new Error("no");
    };
    const graph = graphOf({ bad: [], dependent: ["bad"], other: [], last: ["other"] });
    await walk(graph, visit, { concurrency: 1, continueAfterFailure: true });
    expect(visited).toEqual(["bad", "other", "last"]);
  });
});
