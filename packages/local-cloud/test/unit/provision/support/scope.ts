import { TemplateError } from "../../../../src/provision/errors.ts";
import type { Json } from "../../../../src/provision/json.ts";
import type { Scope } from "../../../../src/provision/template/intrinsics.ts";

interface Names {
  readonly refs?: Readonly<Record<string, Json>>;
  /** `Table.Arn` to its value. */
  readonly attributes?: Readonly<Record<string, Json>>;
  readonly conditions?: Readonly<Record<string, boolean>>;
  readonly exports?: Readonly<Record<string, Json>>;
  readonly mappings?: Readonly<Record<string, Json>>;
}

const find = <T>(values: Readonly<Record<string, T>> = {}, name: string): T => {
  const value = values[name];
  if (value === undefined) throw new TemplateError(`nothing is called ${name}`);
  return value;
};

export const scopeOf = (names: Names): Scope => ({
  ref: (name) => find(names.refs, name),
  attribute: (logicalId, name) => find(names.attributes, `${logicalId}.${name}`),
  condition: (name) => find(names.conditions, name),
  importValue: (name) => find(names.exports, name),
  mappings: names.mappings ?? {},
});
