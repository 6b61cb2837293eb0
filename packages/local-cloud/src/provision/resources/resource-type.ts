import type { Clients } from "../clients.ts";
import type { Json, JsonObject } from "../json.ts";
import {
  changeBetween,
  type Properties,
  type PropertyChange,
  type PropertyRules,
  parseProperties,
  refuseUnsupported,
} from "./property-rules.ts";

/** What came of a resource: `Ref` answers the id, `Fn::GetAtt` the attributes. */
export interface PhysicalResource {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, Json>>;
}

export interface Existing<P> extends PhysicalResource {
  /** The properties it was last brought to. */
  readonly properties: P;
}

export interface ResourceContext {
  readonly stackName: string;
  readonly logicalId: string;
  readonly region: string;
  readonly accountId: string;
  readonly clients: Clients;
  /** The call takes back what a failed or killed run has done: what it made needs no protection. */
  readonly undoing: boolean;
  /**
   * `<stack>-<logical id>-<random>`, cut to `maxLength`: the name of a resource whose template gives none.
   * The same for all calls that make one physical resource, another one for its replacement.
   */
  generatedName(maxLength: number): string;
}

/** How one CloudFormation type is made real through the AWS API. */
export interface ResourceDefinition<R extends PropertyRules> {
  readonly type: string;
  readonly properties: R;
  /** The property that names the resource, where AWS allows one resource of that name only. */
  readonly nameProperty?: keyof R & string;
  /**
   * The physical ids of what answers to this description at this moment. Used to refuse a name that is
   * taken, and to find what a killed or failed creation left behind. A type without it must have a
   * creation that can be repeated.
   */
  find?(properties: Properties<R>, context: ResourceContext): Promise<readonly string[]>;
  create(properties: Properties<R>, context: ResourceContext): Promise<PhysicalResource>;
  /** Called when only properties with "update" changed; may be called again after a half-done update. */
  update(
    properties: Properties<R>,
    current: Existing<Properties<R>>,
    context: ResourceContext,
  ): Promise<PhysicalResource>;
  /** Removes it; that it is gone already is a success. */
  remove(physicalId: string, properties: Properties<R>, context: ResourceContext): Promise<void>;
}

/** A {@link ResourceDefinition} behind plain JSON, as the provisioner uses it. */
export interface ResourceType {
  readonly type: string;
  readonly nameProperty: string | undefined;
  /** Set for types that come to nothing here, with the reason. */
  readonly withoutLocalMeaning?: string;
  /** @throws {TemplateError} for unknown and refused properties; values may still be unresolved */
  check(properties: JsonObject, logicalId: string): void;
  changeBetween(before: JsonObject, after: JsonObject): PropertyChange;
  find(properties: JsonObject, context: ResourceContext): Promise<readonly string[]>;
  create(properties: JsonObject, context: ResourceContext): Promise<PhysicalResource>;
  update(
    properties: JsonObject,
    current: Existing<JsonObject>,
    context: ResourceContext,
  ): Promise<PhysicalResource>;
  remove(physicalId: string, properties: JsonObject, context: ResourceContext): Promise<void>;
}

export const defineResource = <const R extends PropertyRules>(
  definition: ResourceDefinition<R>,
): ResourceType => {
  const rules = definition.properties;
  const parse = (properties: JsonObject) => parseProperties(rules, properties);
  return {
    type: definition.type,
    nameProperty: definition.nameProperty,
    check: (properties) => refuseUnsupported(rules, properties),
    changeBetween: (before, after) => changeBetween(rules, before, after),
    find: async (properties, context) => (await definition.find?.(parse(properties), context)) ?? [],
    create: async (properties, context) => definition.create(parse(properties), context),
    update: async (properties, current, context) =>
      definition.update(parse(properties), { ...current, properties: parse(current.properties) }, context),
    remove: async (physicalId, properties, context) =>
      definition.remove(physicalId, parse(properties), context),
  };
};
