// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub
import { beforeEach, describe, expect, it } from "vitest";
import { createWorld, openStacks, type Stacks, thing, type World } from "./support/fake-world.ts";

let world: World;
let stacks: Stacks;
beforeEach(() => {
  world = createWorld();
  stacks = openStacks(world);
});

const dependsOn = (...names: string[]) => ({ Links: names.map((Ref) => ({ Ref })) });

describe("a new stack", () => {
  it("is created in the order of its dependencies", async () => {
    const { status, changes } = await stacks.deploy({
      A: thing("a", dependsOn("B")),
      B: thing("b", { Links: [{ "Fn::Sub": "${C.Arn}" }] }),
      C: { ...thing("c"), DependsOn: ["D"] },
      D: thing("d"),
    });
    expect(status).toBe("CREATE_COMPLETE");
    expect(world.calls).toEqual(["create d", "create c", "create b", "create a"]);
    expect(changes.map(({ logicalId, action }) => `${action} ${logicalId}`)).toEqual([
      "create D",
      "create C",
      "create B",
      "create A",
    ]);
  });

  it("shows its resources with resolved properties, and its outputs", async () => {
    const template = { Outputs: { Arn: { Value: { "Fn::GetAtt": ["A", "Arn"] } } } };
    const stack = await stacks.deploy({ A: thing("a"), B: thing("b", dependsOn("A")) }, { template });
    expect(stack.outputs).toEqual({ Arn: "arn:a" });
    expect(stack.resources.B).toEqual({
      type: "Test::Thing",
      physicalId: "b",
      attributes: { Arn: "arn:b" },
      properties: { Name: "b", Links: ["a"] },
    });
    expect(stacks.provisioner.describe("test")).toMatchObject({ outputs: { Arn: "arn:a" }, service: "test" });
    expect(stacks.provisioner.list()).toHaveLength(1);
  });

  it("leaves out resources and outputs whose condition does not hold", async () => {
    const template = {
      Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
      Outputs: { B: { Condition: "Never", Value: { Ref: "B" } } },
    };
    const { outputs } = await stacks.deploy(
      {
        A: {
          ...thing("a", { Size: { "Fn::If": ["Never", { "Fn::GetAtt": ["B", "Size"] }, 1] } }),
          DependsOn: "B",
        },
        B: { ...thing("b"), Condition: "Never" },
      },
      { template },
    );
    expect([...world.things]).toEqual([["a", 1]]);
    expect(outputs).toEqual({});
  });

  it("gives generated names to resources without one", async () => {
    const { resources } = await stacks.deploy({ A: {}, B: {} });
    expect(resources.A?.physicalId).toMatch(/^test-A-[a-z0-9]{12}$/);
  });
});

describe("a template that cannot work", () => {
  it("changes nothing and names every resource that is in the way", async () => {
    const deploying = stacks.deploy({
      Unknown: { Type: "Test::Other" },
      Misspelt: { Properties: { Siez: 1 } },
      Dangling: thing("d", dependsOn("Nowhere")),
      Good: thing("good"),
    });
    await expect(deploying).rejects.toMatchObject({
      failures: [
        { logicalId: "Unknown", type: "Test::Other", message: "resource type Test::Other is not supported" },
        { logicalId: "Misspelt", message: expect.stringMatching(/property Siez/) },
        { logicalId: "Dangling", message: expect.stringMatching(/no resource, parameter .* Nowhere/) },
      ],
    });
    expect(world.calls).toEqual([]);
    expect(stacks.provisioner.list()).toEqual([]);
  });

  it("spells out a circle of dependencies", async () => {
    const deploying = stacks.deploy({ A: thing("a", dependsOn("B")), B: thing("b", dependsOn("A")) });
    await expect(deploying).rejects.toThrow(/A -> B -> A/);
  });

  it("says which condition leaves out a resource that is needed", async () => {
    const template = { Conditions: { Never: { "Fn::Equals": ["a", "b"] } } };
    const resources = { A: thing("a", dependsOn("B")), B: { ...thing("b"), Condition: "Never" } };
    await expect(stacks.deploy(resources, { template })).rejects.toThrow(
      /B is not there: its condition Never/,
    );
  });

  it("cannot change the type of a resource", async () => {
    await stacks.deploy({ A: thing("a") });
    await expect(stacks.deploy({ A: { Type: "Test::Other" } })).rejects.toThrow(
      /resource type is not permitted/,
    );
  });

  it("lists the attributes that there are when it asks for another", async () => {
    const resources = { A: thing("a"), B: thing("b", { Links: [{ "Fn::GetAtt": ["A", "Url"] }] }) };
    await expect(stacks.deploy(resources)).rejects.toThrow(
      /A \(Test::Thing\) has no attribute Url; it has: Arn/,
    );
  });
});

describe("a changed template", () => {
  it("is unchanged when it comes to the same", async () => {
    await stacks.deploy({ A: thing("a", { Size: 1 }) });
    world.calls.length = 0;
    const { status, changes } = await stacks.deploy({ A: thing("a", { Size: { "Fn::Select": [0, [1]] } }) });
    expect({ status, changes, calls: world.calls }).toEqual({ status: "UNCHANGED", changes: [], calls: [] });
  });

  it("updates in place, replaces and removes, in that order", async () => {
    await stacks.deploy({ A: thing("a", { Size: 1 }), B: thing("b"), C: thing("c") });
    world.calls.length = 0;
    const { status, changes } = await stacks.deploy({ A: thing("a", { Size: 2 }), B: thing("b2") });
    expect(status).toBe("UPDATE_COMPLETE");
    expect(new Set(world.calls.slice(0, 2))).toEqual(new Set(["update a 2", "create b2"]));
    expect(new Set(world.calls.slice(2))).toEqual(new Set(["remove b", "remove c"]));
    expect(changes.map(({ logicalId, action }) => `${action} ${logicalId}`).sort()).toEqual([
      "delete B",
      "delete C",
      "replace B",
      "update A",
    ]);
    expect([...world.things.keys()].sort()).toEqual(["a", "b2"]);
  });

  it("reaches what refers to a replaced resource before the old one goes", async () => {
    await stacks.deploy({ A: thing("a", dependsOn("B")), B: thing("b") });
    world.calls.length = 0;
    const { resources } = await stacks.deploy({ A: thing("a", dependsOn("B")), B: thing("b2") });
    expect(world.calls).toEqual(["create b2", "update a 0", "remove b"]);
    expect(resources.A?.properties.Links).toEqual(["b2"]);
  });

  it("removes dependents before what they depend on", async () => {
    await stacks.deploy({
      A: thing("a", dependsOn("B")),
      B: thing("b", dependsOn("C")),
      C: thing("c"),
      D: thing("d"),
    });
    world.calls.length = 0;
    await stacks.deploy({ D: thing("d") });
    expect(world.calls).toEqual(["remove a", "remove b", "remove c"]);
  });

  it("refuses a replacement under the same name", async () => {
    await stacks.deploy({ A: thing("a", { Kind: "x" }) });
    await expect(stacks.deploy({ A: thing("a", { Kind: "y" }) })).rejects.toThrow(
      /a change of Kind needs a new resource.*Name a can be used once only. Change Name too/,
    );
    expect([...world.things.keys()]).toEqual(["a"]);
  });

  it("keeps what it is told to retain", async () => {
    const retained = { UpdateReplacePolicy: "Retain", DeletionPolicy: "Retain" };
    await stacks.deploy({ A: { ...thing("a"), ...retained }, B: { ...thing("b"), ...retained } });
    await stacks.deploy({ A: thing("a2") });
    expect([...world.things.keys()]).toEqual(["a", "b", "a2"]);
  });

  it("does not take over what exists already under the name", async () => {
    world.things.set("a", 7);
    await expect(stacks.deploy({ A: thing("a") })).rejects.toThrow(/Name a is taken/);
    expect([...world.things]).toEqual([["a", 7]]);
  });

  it("tells of a leftover that cannot be removed, and removes it the next time", async () => {
    await stacks.deploy({ A: thing("a"), B: thing("b") });
    world.interfere = (call) => {
      if (call === "remove b") throw new Error("still in use");
    };
    const { status, leftovers } = await stacks.deploy({ A: thing("a") });
    expect(status).toBe("UPDATE_COMPLETE");
    expect(leftovers).toEqual([
      { logicalId: "B", type: "Test::Thing", message: "b could not be removed: still in use" },
    ]);
    world.interfere = () => undefined;
    await stacks.deploy({ A: thing("a") });
    expect([...world.things.keys()]).toEqual(["a"]);
  });
});

it("tells the outputs of each deployment, and when the stack is gone", async () => {
  const told: unknown[] = [];
  const { deploy, provisioner } = openStacks(world, undefined, (service, outputs) =>
    told.push([service, outputs]),
  );
  const template = { Outputs: { Arn: { Value: { "Fn::GetAtt": ["A", "Arn"] } } } };
  await deploy({ A: thing("a") }, { template });
  await provisioner.remove("test");
  expect(told).toEqual([
    ["test", { Arn: "arn:a" }],
    ["test", undefined],
  ]);
});
