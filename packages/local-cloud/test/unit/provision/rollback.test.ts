import { beforeEach, describe, expect, it } from "vitest";
import { createWorld, openStacks, type Stacks, thing, type World } from "./support/fake-world.ts";

let world: World;
let stacks: Stacks;
beforeEach(() => {
  world = createWorld();
  stacks = openStacks(world);
});

const failAt = (...failing: string[]) => {
  world.interfere = (call) => {
    if (failing.includes(call)) throw new Error(`no ${call}`);
  };
};
const after = (...names: string[]) => ({ DependsOn: names });

describe("a creation that fails", () => {
  it("removes what it had created, last first, and names what failed", async () => {
    failAt("create c", "create d");
    const deploying = stacks.deploy({
      A: thing("a"),
      B: { ...thing("b"), ...after("A") },
      C: { ...thing("c"), ...after("B") },
      D: { ...thing("d"), ...after("B") },
    });
    await expect(deploying).rejects.toMatchObject({
      aftermath: "What had been created was removed again.",
      failures: [
        { logicalId: "C", type: "Test::Thing", message: "no create c" },
        { logicalId: "D", type: "Test::Thing", message: "no create d" },
      ],
    });
    expect(world.calls).toEqual(["create a", "create b", "remove b", "remove a"]);
    expect(stacks.provisioner.list()).toEqual([]);
  });

  it("removes also what was made although the call failed", async () => {
    world.interfereAfter = (call) => {
      if (call === "create a") throw new Error("connection lost");
    };
    await expect(stacks.deploy({ A: thing("a") })).rejects.toThrow(/connection lost/);
    expect(world.things.size).toBe(0);
  });

  it("removes what would be retained later", async () => {
    failAt("create b");
    const resources = { A: { ...thing("a"), DeletionPolicy: "Retain" }, B: { ...thing("b"), ...after("A") } };
    await expect(stacks.deploy(resources)).rejects.toThrow(/no create b/);
    expect(world.things.size).toBe(0);
  });

  it("can be tried again", async () => {
    failAt("create b");
    const resources = { A: thing("a"), B: { ...thing("b"), ...after("A") } };
    await expect(stacks.deploy(resources)).rejects.toThrow();
    failAt();
    expect((await stacks.deploy(resources)).status).toBe("CREATE_COMPLETE");
  });

  it("is what an output that cannot be resolved makes of it", async () => {
    const template = { Outputs: { Url: { Value: { "Fn::GetAtt": ["A", "Url"] } } } };
    await expect(stacks.deploy({ A: thing("a") }, { template })).rejects.toMatchObject({
      failures: [{ logicalId: "Outputs.Url", type: "Outputs" }],
    });
    expect(world.things.size).toBe(0);
  });
});

describe("an update that fails", () => {
  const before = { A: thing("a", { Size: 1 }), B: thing("b"), C: thing("c") };

  it("puts back what it changed, keeps what it would have removed", async () => {
    await stacks.deploy(before);
    failAt("create d");
    const deploying = stacks.deploy({
      A: thing("a", { Size: 2 }),
      B: thing("b2"),
      D: { ...thing("d"), ...after("A", "B") },
    });
    await expect(deploying).rejects.toMatchObject({ aftermath: "What had been changed was put back." });
    expect([...world.things].sort()).toEqual([
      ["a", 1],
      ["b", 0],
      ["c", 0],
    ]);
    expect(stacks.provisioner.describe("test").status).toBe("ROLLBACK_COMPLETE");
    failAt();
    expect((await stacks.deploy(before)).status).toBe("UNCHANGED");
  });

  it("puts back a resource whose own update failed half-way", async () => {
    await stacks.deploy(before);
    let failures = 1;
    world.interfereAfter = (call) => {
      if (call === "update a 2" && failures-- > 0) throw new Error("half-way");
    };
    await expect(stacks.deploy({ ...before, A: thing("a", { Size: 2 }) })).rejects.toThrow(/half-way/);
    expect(world.things.get("a")).toBe(1);
  });

  it("says what could not be put back, and brings it about the next time", async () => {
    await stacks.deploy(before);
    failAt("create d", "update a 1");
    const deploying = stacks.deploy({
      ...before,
      A: thing("a", { Size: 2 }),
      D: { ...thing("d"), ...after("A") },
    });
    await expect(deploying).rejects.toMatchObject({
      aftermath: expect.stringMatching(/could not be rolled back completely/),
      failures: [{ logicalId: "D" }, { logicalId: "A", message: "could not be put back: no update a 1" }],
    });
    failAt();
    await stacks.deploy(before);
    expect(world.things.get("a")).toBe(1);
  });
});

describe("removing a stack", () => {
  it("removes its resources, dependents first, but for those to retain", async () => {
    await stacks.deploy({
      A: { ...thing("a"), ...after("B") },
      B: thing("b"),
      C: { ...thing("c"), DeletionPolicy: "Retain" },
    });
    world.calls.length = 0;
    await stacks.provisioner.remove("test");
    expect(world.calls).toEqual(["remove a", "remove b"]);
    expect([...world.things.keys()]).toEqual(["c"]);
    expect(() => stacks.provisioner.describe("test")).toThrow(/no stack test/);
  });

  it("names what could not be removed, and goes on with it the next time", async () => {
    await stacks.deploy({ A: thing("a"), B: thing("b") });
    failAt("remove b");
    await expect(stacks.provisioner.remove("test")).rejects.toMatchObject({ failures: [{ logicalId: "B" }] });
    expect(stacks.provisioner.describe("test").status).toBe("DELETE_FAILED");
    failAt();
    await stacks.provisioner.remove("test");
    expect(world.things.size).toBe(0);
    expect(stacks.provisioner.list()).toEqual([]);
  });
});
