import { TemplateError } from "../errors.ts";
import type { Json } from "../json.ts";
import type { PhysicalResource } from "../resources/resource-type.ts";
import { conditionEvaluator } from "../template/conditions.ts";
import type { Scope } from "../template/intrinsics.ts";
import type { Template } from "../template/template.ts";

export interface ScopeSources {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly pseudo: Readonly<Record<string, string>>;
  /** The physical resource of a logical id, as far as it is there by now. */
  physical(logicalId: string): PhysicalResource | undefined;
  importValue(exportName: string): Json;
}

/** Says why a name stands for nothing. */
export const absent = (template: Template, name: string): TemplateError => {
  const condition = template.resources.get(name)?.condition;
  return new TemplateError(
    condition === undefined
      ? `there is no resource, parameter or pseudo parameter ${name}`
      : `${name} is not there: its condition ${condition} does not hold`,
  );
};

/** Ties the names of a template to what they stand for in one stack. */
export const createScope = (sources: ScopeSources): Scope => {
  const { template, parameters, pseudo } = sources;

  const physicalOf = (logicalId: string): PhysicalResource => {
    const physical = sources.physical(logicalId);
    if (physical) return physical;
    throw absent(template, logicalId);
  };

  const scope: Omit<Scope, "condition"> = {
    mappings: template.mappings,
    importValue: sources.importValue,
    ref: (name) => parameters[name] ?? pseudo[name] ?? physicalOf(name).physicalId,
    attribute: (logicalId, name) => {
      const { attributes } = physicalOf(logicalId);
      const value = attributes[name];
      if (value !== undefined) return value;
      const type = template.resources.get(logicalId)?.type;
      const known = Object.keys(attributes).join(", ") || "none";
      throw new TemplateError(`${logicalId} (${type}) has no attribute ${name}; it has: ${known}`);
    },
  };
  return { ...scope, condition: conditionEvaluator(template.conditions, scope) };
};
