/** What can be said of a template before anything is made. */
import { type Failure, messageOf, TemplateError } from "../errors.ts";
import { type DependencyGraph, refuseCycles } from "../graph/dependency-graph.ts";
import type { Json } from "../json.ts";
import type { ResourceTypes } from "../resources/registry.ts";
import type { ResourceType } from "../resources/resource-type.ts";
import type { ResourceRecord } from "../stacks/stack-record.ts";
import type { Scope } from "../template/intrinsics.ts";
import { referencesIn } from "../template/references.ts";
import type { ResourceDeclaration, Template } from "../template/template.ts";
import { absent } from "./scope.ts";

export interface PlannedResource {
  readonly declaration: ResourceDeclaration;
  readonly type: ResourceType;
  /** Logical ids of what must be there first. */
  readonly dependencies: ReadonlySet<string>;
}

export interface Plan {
  /** The resources whose conditions hold. */
  readonly resources: ReadonlyMap<string, PlannedResource>;
  readonly graph: DependencyGraph;
  readonly failures: readonly Failure[];
}

export interface PlanSources {
  /** @throws {TemplateError} when a value refers to a parameter or secret that is not there */
  probe(value: Json): Promise<void>;
  readonly template: Template;
  readonly scope: Scope;
  readonly types: ResourceTypes;
  /** Names that `Ref` may use beside logical ids: parameters and pseudo parameters. */
  readonly names: ReadonlySet<string>;
  /** What the stack holds now. */
  readonly current: ReadonlyMap<string, ResourceRecord>;
}

const dependenciesOf = (
  declaration: ResourceDeclaration,
  sources: PlanSources,
  active: ReadonlySet<string>,
) => {
  const { template, scope, names } = sources;
  const dependencies = new Set<string>();
  for (const { name } of referencesIn(declaration.properties, scope.condition)) {
    if (names.has(name) || name === "AWS::NoValue") continue;
    if (active.has(name)) dependencies.add(name);
    else throw absent(template, name);
  }
  for (const name of declaration.dependsOn) {
    if (active.has(name)) dependencies.add(name);
    else if (!template.resources.has(name))
      throw new TemplateError(`DependsOn names ${name}, which is not there`);
  }
  return dependencies;
};

const failureOf = ({ logicalId, type }: ResourceDeclaration, error: unknown): Failure => ({
  logicalId,
  type,
  message: messageOf(error),
});

/**
 * Finds everything wrong with a template that can be found without making anything, all at once:
 * unknown types and properties, names that stand for nothing, missing parameters, cycles, changed types.
 */
export const planStack = async (sources: PlanSources): Promise<Plan> => {
  const { template, scope, types, current } = sources;
  const failures: Failure[] = [];
  const resources = new Map<string, PlannedResource>();

  const declarations: ResourceDeclaration[] = [];
  for (const declaration of template.resources.values()) {
    try {
      if (declaration.condition === undefined || scope.condition(declaration.condition))
        declarations.push(declaration);
    } catch (error) {
      failures.push(failureOf(declaration, error));
    }
  }
  const active = new Set(declarations.map(({ logicalId }) => logicalId));

  for (const declaration of declarations) {
    const { logicalId } = declaration;
    try {
      const before = current.get(logicalId);
      if (before && before.type !== declaration.type)
        throw new TemplateError(
          `Update of resource type is not permitted (it is ${before.type}). Give the new resource another logical id.`,
        );
      const type = await types.find(declaration.type);
      type.check(declaration.properties, logicalId);
      const dependencies = dependenciesOf(declaration, sources, active);
      await sources.probe(declaration.properties);
      resources.set(logicalId, { declaration, type, dependencies });
    } catch (error) {
      failures.push(failureOf(declaration, error));
    }
  }

  const graph = new Map([...resources].map(([id, { dependencies }]) => [id, dependencies]));
  try {
    refuseCycles(graph);
  } catch (error) {
    failures.push({ logicalId: "Resources", type: "Resources", message: messageOf(error) });
  }
  return { resources, graph, failures };
};
