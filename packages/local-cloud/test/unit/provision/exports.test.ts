import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { createWorld, openStacks, type Stacks, thing, type World } from "./support/fake-world.ts";

let world: World;
let stacks: Stacks;
beforeEach(() => {
  world = createWorld();
  stacks = openStacks(world);
});

const exporting = (name: string) => ({
  stackName: "producer",
  template: { Outputs: { Out: { Value: { Ref: "A" }, Export: { Name: name } } } },
});
const importing = (name: string): Record<string, JsonObject> => ({
  B: thing("b", { Links: [{ "Fn::ImportValue": name }] }),
});

describe("exports", () => {
  it("are imported by other stacks", async () => {
    await stacks.deploy({ A: thing("a") }, exporting("shared"));
    const { resources } = await stacks.deploy(importing("shared"), { stackName: "consumer" });
    expect(resources.B?.properties.Links).toEqual(["a"]);
  });

  it("must be there before they are imported", async () => {
    await expect(stacks.deploy(importing("shared"))).rejects.toMatchObject({
      failures: [{ logicalId: "B", message: expect.stringMatching(/no stack exports shared/) }],
    });
  });

  it("cannot change, go, or be removed with their stack while they are in use", async () => {
    await stacks.deploy({ A: thing("a") }, exporting("shared"));
    await stacks.deploy(importing("shared"), { stackName: "consumer" });
    const inUse = (change: string) =>
      new RegExp(`cannot be ${change}: producer exports it, and consumer uses it`);
    await expect(stacks.deploy({ A: thing("a2") }, exporting("shared"))).rejects.toThrow(inUse("changed"));
    await expect(stacks.deploy({ A: thing("a") }, exporting("other"))).rejects.toThrow(inUse("removed"));
    await expect(stacks.provisioner.remove("producer")).rejects.toThrow(inUse("removed"));
    expect([...world.things.keys()].sort()).toEqual(["a", "b"]);

    await stacks.provisioner.remove("consumer");
    await stacks.deploy({ A: thing("a2") }, exporting("shared"));
    expect([...world.things.keys()]).toEqual(["a2"]);
  });

  it("belong to one stack", async () => {
    await stacks.deploy({ A: thing("a") }, exporting("shared"));
    const again = { ...exporting("shared"), stackName: "other" };
    await expect(stacks.deploy({ A: thing("x") }, again)).rejects.toThrow(
      /exported by stack producer already/,
    );
    expect([...world.things.keys()]).toEqual(["a"]);
  });
});
