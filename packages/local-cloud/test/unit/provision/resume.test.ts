/** A killed process: its last call is never answered, and another provisioner goes on with what it remembered. */
import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { createWorld, openStacks, type Stacks, thing, type World } from "./support/fake-world.ts";

let world: World;
beforeEach(() => {
  world = createWorld();
});

const forever = new Promise<never>(() => undefined);

/** Deploys until a call has had its effect, and not a step further; answers the stacks of the next process. */
const killAfter = async (
  call: RegExp,
  stacks: Stacks,
  resources: Record<string, JsonObject>,
): Promise<Stacks> => {
  const { promise: killed, resolve: kill } = Promise.withResolvers<void>();
  let isDead = false;
  world.interfere = () => (isDead ? forever : undefined);
  world.interfereAfter = (made) => {
    if (!call.test(made)) return;
    isDead = true;
    kill();
    return forever;
  };
  void stacks.deploy(resources);
  await killed;
  world.interfere = () => undefined;
  world.interfereAfter = () => undefined;
  return openStacks(world, stacks.stateDir);
};

const after = (...names: string[]) => ({ DependsOn: names });
const sizes = () => Object.fromEntries([...world.things].sort());

describe("a process killed", () => {
  it("while it creates is gone on with, without orphans", async () => {
    const resources = { A: thing("a"), B: { ...after("A") }, C: { ...thing("c"), ...after("B") } };
    const next = await killAfter(/^create test-B/, openStacks(world), resources);
    const { status } = await next.deploy(resources);
    expect(status).toBe("CREATE_COMPLETE");
    expect(world.things.size).toBe(3);
    expect(world.calls.filter((call) => call === "create a")).toHaveLength(1);
  });

  it("while it creates leaves nothing behind for another template", async () => {
    const next = await killAfter(/^create b/, openStacks(world), {
      A: thing("a"),
      B: { ...thing("b"), ...after("A") },
    });
    await next.deploy({ C: thing("c") });
    expect(sizes()).toEqual({ c: 0 });
  });

  it("while it creates leaves nothing behind when the next attempt fails", async () => {
    const resources = { A: thing("a"), B: { ...thing("b"), ...after("A") } };
    const next = await killAfter(/^create b/, openStacks(world), resources);
    world.interfere = (call) => {
      if (call === "create b") throw new Error("no");
    };
    await expect(next.deploy(resources)).rejects.toThrow(/What had been created was removed again/);
    expect(sizes()).toEqual({});
  });

  it("while it updates is gone on with", async () => {
    const stacks = openStacks(world);
    await stacks.deploy({ A: thing("a", { Size: 1 }) });
    const next = await killAfter(/^update a 2/, stacks, { A: thing("a", { Size: 2 }) });
    await next.deploy({ A: thing("a", { Size: 2 }) });
    expect(sizes()).toEqual({ a: 2 });
  });

  it("while it updates is taken back by the template of before", async () => {
    const stacks = openStacks(world);
    await stacks.deploy({ A: thing("a", { Size: 1 }) });
    const next = await killAfter(/^update a 2/, stacks, { A: thing("a", { Size: 2 }) });
    await next.deploy({ A: thing("a", { Size: 1 }) });
    expect(sizes()).toEqual({ a: 1 });
  });

  it("after a replacement, but before its end, still has the replaced resource", async () => {
    const stacks = openStacks(world);
    await stacks.deploy({ A: thing("a", { Size: 1 }) });
    const update = { A: thing("a2"), B: { ...thing("b"), ...after("A") } };
    const next = await killAfter(/^create b/, stacks, update);
    expect(sizes()).toEqual({ a: 1, a2: 0, b: 0 });
    await next.deploy({ A: thing("a", { Size: 1 }) });
    expect(sizes()).toEqual({ a: 1 });
    expect(world.calls.filter((call) => call === "create a")).toHaveLength(1);
  });

  it("after a replacement, but before its end, is gone on with", async () => {
    const stacks = openStacks(world);
    await stacks.deploy({ A: thing("a", { Size: 1 }) });
    const update = { A: thing("a2"), B: { ...thing("b"), ...after("A") } };
    const next = await killAfter(/^create b/, stacks, update);
    await next.deploy(update);
    expect(sizes()).toEqual({ a2: 0, b: 0 });
  });

  it("while it removes what is superfluous has it removed the next time", async () => {
    const stacks = openStacks(world);
    await stacks.deploy({ A: thing("a"), B: thing("b"), C: { ...thing("c"), ...after("B") } });
    const next = await killAfter(/^remove c/, stacks, { A: thing("a") });
    await next.deploy({ A: thing("a") });
    expect(sizes()).toEqual({ a: 0 });
  });
});

it("remembers everything over an orderly restart", async () => {
  const stacks = openStacks(world);
  await stacks.deploy({ A: thing("a") });
  await stacks.provisioner.close();
  const next = openStacks(world, stacks.stateDir);
  expect((await next.deploy({ A: thing("a") })).status).toBe("UNCHANGED");
  expect(next.provisioner.describe("test").resources.A?.physicalId).toBe("a");
});
