import { TemplateError } from "../errors.ts";
import { isList, isObject, type Json, type JsonObject } from "../json.ts";

/** What to do with a resource that leaves the stack, or whose replacement took over. */
export type RemovalPolicy = "Delete" | "Retain";

export interface ResourceDeclaration {
  readonly logicalId: string;
  readonly type: string;
  /** As written: intrinsics unresolved. */
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  readonly condition: string | undefined;
  readonly deletionPolicy: RemovalPolicy;
  readonly updateReplacePolicy: RemovalPolicy;
}

export interface OutputDeclaration {
  readonly value: Json;
  readonly exportName: Json | undefined;
  readonly condition: string | undefined;
}

/** A template that is well formed; its values are not resolved yet. */
export interface Template {
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  readonly parameters: Readonly<Record<string, JsonObject>>;
  readonly mappings: Readonly<Record<string, Json>>;
  readonly conditions: Readonly<Record<string, Json>>;
}

const sections = new Set([
  "AWSTemplateFormatVersion",
  "Description",
  "Metadata",
  "Parameters",
  "Mappings",
  "Conditions",
  "Resources",
  "Outputs",
]);

const resourceAttributes = new Set([
  "Type",
  "Properties",
  "DependsOn",
  "Condition",
  "DeletionPolicy",
  "UpdateReplacePolicy",
  "Metadata",
  // Version of a custom resource's contract.
  "Version",
]);

const refuseUnknown = (kind: string, names: Iterable<string>, known: ReadonlySet<string>): void => {
  for (const name of names)
    if (!known.has(name)) throw new TemplateError(`${kind} ${name} is not supported by the local cloud`);
};

const objectAt = (parent: JsonObject, key: string): JsonObject => {
  const value = parent[key] ?? {};
  if (!isObject(value)) throw new TemplateError(`${key} must be an object`);
  return value;
};

const textAt = (parent: JsonObject, key: string): string | undefined => {
  const value = parent[key];
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw new TemplateError(`${key} must be a string`);
  return value;
};

const removalPolicyAt = (parent: JsonObject, key: string): RemovalPolicy => {
  switch (textAt(parent, key) ?? "Delete") {
    case "Delete":
      return "Delete";
    // A resource whose creation is rolled back is always removed here, so both mean the same.
    case "Retain":
    case "RetainExceptOnCreate":
      return "Retain";
    default:
      throw new TemplateError(`${key} ${parent[key]} is not supported; use Delete or Retain`);
  }
};

const namesAt = (parent: JsonObject, key: string): readonly string[] => {
  const value = parent[key] ?? [];
  return (isList(value) ? value : [value]).map((name) => {
    if (typeof name !== "string") throw new TemplateError(`${key} must name logical ids`);
    return name;
  });
};

const parseResource = (logicalId: string, value: Json): ResourceDeclaration => {
  if (!isObject(value)) throw new TemplateError("must be an object");
  refuseUnknown("resource attribute", Object.keys(value), resourceAttributes);
  const type = textAt(value, "Type");
  if (type === undefined) throw new TemplateError("Type is missing");
  return {
    logicalId,
    type,
    properties: objectAt(value, "Properties"),
    dependsOn: namesAt(value, "DependsOn"),
    condition: textAt(value, "Condition"),
    deletionPolicy: removalPolicyAt(value, "DeletionPolicy"),
    updateReplacePolicy: removalPolicyAt(value, "UpdateReplacePolicy"),
  };
};

const parseOutput = (value: Json): OutputDeclaration => {
  if (!isObject(value) || value.Value === undefined) throw new TemplateError("Value is missing");
  refuseUnknown(
    "output attribute",
    Object.keys(value),
    new Set(["Description", "Value", "Export", "Condition"]),
  );
  return {
    value: value.Value,
    exportName: value.Export === undefined ? undefined : objectAt(value, "Export").Name,
    condition: textAt(value, "Condition"),
  };
};

const within = <T>(where: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(`${where}: ${error.message}`);
    throw error;
  }
};

/**
 * Reads a template's structure, see
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 *
 * @throws {TemplateError} naming the section or logical id that is malformed or not supported
 */
export const parseTemplate = (document: unknown): Template => {
  if (!isObject(document)) throw new TemplateError("The template must be a JSON object");
  refuseUnknown("section", Object.keys(document), sections);
  const resources = Object.entries(objectAt(document, "Resources"));
  if (resources.length === 0) throw new TemplateError("The template has no Resources");
  const parameters = Object.entries(objectAt(document, "Parameters"));
  return {
    resources: new Map(resources.map(([id, value]) => [id, within(id, () => parseResource(id, value))])),
    outputs: new Map(
      Object.entries(objectAt(document, "Outputs")).map(([name, value]) => [
        name,
        within(`Outputs.${name}`, () => parseOutput(value)),
      ]),
    ),
    parameters: Object.fromEntries(
      parameters.map(([name, value]) => {
        if (!isObject(value)) throw new TemplateError(`Parameters.${name} must be an object`);
        return [name, value];
      }),
    ),
    mappings: objectAt(document, "Mappings"),
    conditions: objectAt(document, "Conditions"),
  };
};
