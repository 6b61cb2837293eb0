/** What each property of a resource type is, and what a change of it means. */
import { TemplateError } from "../errors.ts";
import { type JsonObject, sameJson } from "../json.ts";
import { isRequired, type Parsed, type RequiredShape, type Shape } from "./shape.ts";

export type PropertyRule =
  | { readonly onChange: "update" | "replace"; readonly shape: Shape<unknown> }
  /** Has no meaning on a laptop: accepted, and a change of it is none. Read only where a shape is given. */
  | { readonly onChange: "ignore"; readonly reason: string; readonly shape?: Shape<unknown> }
  /** Has a meaning that cannot be given here, or not yet. */
  | { readonly onChange: "refuse"; readonly reason: string };

export type PropertyRules = Readonly<Record<string, PropertyRule>>;

/** "Update requires: No interruption" (or some), in AWS's words. */
export const mutable = <S extends Shape<unknown>>(shape: S) => ({ onChange: "update", shape }) as const;

/** "Update requires: Replacement". */
export const immutable = <S extends Shape<unknown>>(shape: S) => ({ onChange: "replace", shape }) as const;

export const ignored = (reason: string) => ({ onChange: "ignore", reason }) as const;

/** Ignored as to changes, but its value is passed on. */
export const unwatched = <S extends Shape<unknown>>(reason: string, shape: S) =>
  ({ onChange: "ignore", reason, shape }) as const;

export const refused = (reason: string) => ({ onChange: "refuse", reason }) as const;

/** Which keys of the typed properties a rule gives rise to. */
type Presence<Rule> = Rule extends { readonly shape: infer S }
  ? S extends RequiredShape<unknown>
    ? "required"
    : "optional"
  : "none";

type ValueOf<Rule> = Rule extends { readonly shape: infer S } ? Parsed<S> : never;

/** The typed properties that follow from the rules; those without a shape are not among them. */
export type Properties<R extends PropertyRules> = {
  readonly [K in keyof R as Presence<R[K]> extends "required" ? K : never]: ValueOf<R[K]>;
} & {
  readonly [K in keyof R as Presence<R[K]> extends "optional" ? K : never]?: ValueOf<R[K]>;
};

/** @throws {TemplateError} naming the first property that is unknown, or refused for a reason */
export const refuseUnsupported = (rules: PropertyRules, properties: JsonObject): void => {
  for (const name of Object.keys(properties)) {
    const rule = rules[name];
    if (!rule)
      throw new TemplateError(`property ${name} is not supported by the local cloud (unknown property)`);
    if (rule.onChange === "refuse")
      throw new TemplateError(`property ${name} is not supported: ${rule.reason}`);
  }
};

/** @throws {TemplateError} naming the property, with its path, that is unknown, missing or of the wrong type */
export const parseProperties = <R extends PropertyRules>(rules: R, properties: JsonObject): Properties<R> => {
  refuseUnsupported(rules, properties);
  const parsed: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.onChange === "refuse" || !rule.shape) continue;
    const value = properties[name];
    if (value !== undefined) parsed[name] = rule.shape.parse(value, name);
    else if (isRequired(rule.shape)) throw new TemplateError(`property ${name} is missing`);
  }
  return parsed as Properties<R>;
};

export type ChangeKind = "none" | "update" | "replace";

export interface PropertyChange {
  readonly kind: ChangeKind;
  /** Names of the properties that force a replacement. */
  readonly replacing: readonly string[];
}

/** What it takes to get a resource from one set of properties to another. */
export const changeBetween = (
  rules: PropertyRules,
  before: JsonObject,
  after: JsonObject,
): PropertyChange => {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => !sameJson(before[name], after[name]));
  const replacing = changed.filter((name) => rules[name]?.onChange === "replace");
  if (replacing.length > 0) return { kind: "replace", replacing };
  const updating = changed.some((name) => rules[name]?.onChange !== "ignore");
  return { kind: updating ? "update" : "none", replacing };
};
