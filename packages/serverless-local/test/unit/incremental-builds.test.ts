import { describe, expect, it } from "vitest";
import { createIncrementalBuilds, type Recipe } from "../../src/framework/incremental-builds.ts";

const kitchen = (...entries: string[]) => {
  const open: string[] = [];
  let made = 0;
  const recipe =
    (entry: string): Recipe =>
    async () => {
      made += 1;
      open.push(entry);
      return {
        rebuild: async () => ({ outputFiles: [{ path: entry, contents: new Uint8Array() }] }),
        dispose: async () => void open.splice(open.indexOf(entry), 1),
      };
    };
  const recipes = new Map(entries.map((entry) => [entry, recipe(entry)]));
  return { recipes, open, made: () => made };
};

describe("builds", () => {
  it("go on with what an earlier one left", async () => {
    const { recipes, made } = kitchen("a");
    const builds = createIncrementalBuilds(recipes);
    await builds.rebuild("a");
    await builds.tidy();
    expect((await builds.rebuild("a"))?.outputFiles?.[0]?.path).toBe("a");
    expect(made()).toBe(1);
  });

  it("keep only what was used last, all of it while they run side by side", async () => {
    const { recipes, open } = kitchen("a", "b", "c");
    const builds = createIncrementalBuilds(recipes, 2);
    await Promise.all(["a", "b", "c"].map((entry) => builds.rebuild(entry)));
    expect(open).toEqual(["a", "b", "c"]);
    await builds.rebuild("a");
    await builds.tidy();
    expect(open).toEqual(["a", "c"]);
    await builds.close();
    expect(open).toEqual([]);
  });

  it("of an entry that nobody knows are none", async () => {
    const builds = createIncrementalBuilds(kitchen().recipes);
    expect(await builds.rebuild("unknown")).toBeUndefined();
  });
});
