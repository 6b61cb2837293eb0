/** A world of things that can be provisioned without any AWS: what the provisioner does to it is plain to see. */
import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { TemplateError } from "../../../../src/provision/errors.ts";
import type { JsonObject } from "../../../../src/provision/json.ts";
import { createProvisioner, type Provisioner } from "../../../../src/provision/provisioner.ts";
import { immutable, mutable } from "../../../../src/provision/resources/property-rules.ts";
import type { ResourceTypes } from "../../../../src/provision/resources/registry.ts";
import { defineResource } from "../../../../src/provision/resources/resource-type.ts";
import { list, number, text } from "../../../../src/provision/resources/shape.ts";

export interface World {
  readonly types: ResourceTypes;
  /** Size by name of every thing there is. */
  readonly things: Map<string, number>;
  /** `create a`, `update a 2`, `remove a` ... in the order of the calls. */
  readonly calls: string[];
  /** Runs before each call; throw to make it fail. */
  interfere: (call: string) => void | Promise<void>;
  /** Runs after the effect of each call: throw, or never end, and it is done, but not said. */
  interfereAfter: (call: string) => void | Promise<void>;
}

export const createWorld = (): World => {
  const things = new Map<string, number>();
  const calls: string[] = [];
  const act = async (call: string, effect: () => void) => {
    await world.interfere(call);
    calls.push(call);
    effect();
    await world.interfereAfter(call);
  };
  const thing = defineResource({
    type: "Test::Thing",
    nameProperty: "Name",
    properties: {
      Name: immutable(text),
      Kind: immutable(text),
      Size: mutable(number),
      Links: mutable(list(text)),
    },
    find: async ({ Name }, context) => {
      const name = Name ?? context.generatedName(40);
      return things.has(name) ? [name] : [];
    },
    create: async ({ Name, Size = 0 }, context) => {
      const name = Name ?? context.generatedName(40);
      await act(`create ${name}`, () => things.set(name, Size));
      return { physicalId: name, attributes: { Arn: `arn:${name}` } };
    },
    update: async ({ Size = 0 }, { physicalId }) => {
      await act(`update ${physicalId} ${Size}`, () => things.set(physicalId, Size));
      return { physicalId, attributes: { Arn: `arn:${physicalId}` } };
    },
    remove: async (physicalId) => act(`remove ${physicalId}`, () => things.delete(physicalId)),
  });
  const world: World = {
    things,
    calls,
    interfere: () => undefined,
    interfereAfter: () => undefined,
    types: {
      find: async (type) => {
        if (type === thing.type) return thing;
        throw new TemplateError(`resource type ${type} is not supported`);
      },
    },
  };
  return world;
};

export interface Stacks {
  readonly provisioner: Provisioner;
  readonly stateDir: string;
  /** Deploys resources, all of type `Test::Thing`. */
  deploy(
    resources: Record<string, JsonObject>,
    more?: { stackName?: string; template?: JsonObject },
  ): Promise<DeployAnswer>;
}

type DeployAnswer = Awaited<ReturnType<Provisioner["deploy"]>>;

/** @param stateDir give it to go on with what an earlier provisioner remembers */
export const openStacks = (
  world: World,
  stateDir = mkdtempSync(path.join(os.tmpdir(), "skein-provision-")),
  onOutputs?: (service: string, outputs: Readonly<Record<string, string>> | undefined) => void,
): Stacks => {
  const provisioner = createProvisioner({
    // Nothing listens there: no test here needs it.
    endpoint: "http://127.0.0.1:9",
    region: "us-east-1",
    accountId: "000000000000",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    stateDir,
    types: world.types,
    ...(onOutputs ? { onOutputs } : {}),
  });
  return {
    provisioner,
    stateDir,
    deploy: (resources, { stackName = "test", template = {} } = {}) =>
      provisioner.deploy(stackName, {
        service: stackName,
        parameters: {},
        apiUrls: {},
        template: {
          Resources: Object.fromEntries(
            Object.entries(resources).map(([id, resource]) => [id, { Type: "Test::Thing", ...resource }]),
          ),
          ...template,
        },
      }),
  };
};

/** A resource named `name`, with more properties. */
export const thing = (name: string, properties: JsonObject = {}): JsonObject => ({
  Properties: { Name: name, ...properties },
});
