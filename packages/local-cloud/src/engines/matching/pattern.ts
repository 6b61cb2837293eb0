/**
 * Event patterns: SNS filter policies, event source mapping filters and EventBridge rules are one language.
 * A pattern is a tree of field names that ends in arrays of conditions; all fields must match,
 * and of a field's conditions any one.
 */
import { conditionOf } from "./condition.ts";
import { eventFieldsOf } from "./event-fields.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";
import { PatternError } from "./pattern-error.ts";
import type { Rule } from "./rule.ts";
import { ruleMatches } from "./rule-match.ts";

/** Every `$or` multiplied out: the pattern matches when all rules of one alternative do. */
export type Alternative = readonly Rule[];

export interface Pattern {
  readonly alternatives: readonly Alternative[];
}

const reserved = new Set([
  "anything-but",
  "cidr",
  "equals-ignore-case",
  "exists",
  "numeric",
  "prefix",
  "suffix",
  "wildcard",
]);

/**
 * `$or` is an operator when it holds two or more objects of which none looks like a condition;
 * otherwise it is a field that happens to have this name.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html
 */
const isOr = (key: string, value: Json): value is readonly JsonObject[] =>
  key === "$or" &&
  isJsonArray(value) &&
  value.length > 1 &&
  value.every(
    (one) =>
      isJsonObject(one) &&
      Object.keys(one).length > 0 &&
      !Object.keys(one).some((name) => reserved.has(name)),
  );

const product = (left: readonly Alternative[], right: readonly Alternative[]): Alternative[] =>
  left.flatMap((one) => right.map((other) => [...one, ...other]));

const alternativesOf = (node: JsonObject, prefix: string, depth: number): readonly Alternative[] => {
  const entries = Object.entries(node);
  if (entries.length === 0) throw new PatternError("Empty objects are not allowed");
  return entries.reduce<readonly Alternative[]>(
    (soFar, [key, value]) => product(soFar, fieldAlternatives(key, value, prefix, depth)),
    [[]],
  );
};

const fieldAlternatives = (
  key: string,
  value: Json,
  prefix: string,
  depth: number,
): readonly Alternative[] => {
  if (isOr(key, value)) return value.flatMap((one) => alternativesOf(one, prefix, depth));
  if (isJsonObject(value)) return alternativesOf(value, `${prefix}${key}.`, depth + 1);
  if (!isJsonArray(value)) throw new PatternError(`"${key}" must be an object or an array`);
  if (value.length === 0) throw new PatternError("Empty arrays are not allowed");
  return [[{ path: `${prefix}${key}`, depth, conditions: value.map(conditionOf) }]];
};

/**
 * Compiles a pattern.
 *
 * @param source JSON text, or what was parsed from it
 * @throws {PatternError} when it is not valid
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 * @example compilePattern('{"body": {"type": [{"prefix": "todo."}]}}')
 */
export const compilePattern = (source: string | JsonObject): Pattern => {
  let document: Json;
  try {
    document = typeof source === "string" ? (JSON.parse(source) as Json) : source;
  } catch {
    throw new PatternError("failed to parse JSON.");
  }
  if (!isJsonObject(document)) throw new PatternError("Filter is not an object");
  // Fields are tried in the order of their names: that is the order in which "exists: false" sees the others.
  const alternatives = alternativesOf(document, "", 1).map((rules) =>
    rules.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)),
  );
  return { alternatives };
};

/** Whether an event (parsed JSON) satisfies the pattern. */
export const matchesPattern = (pattern: Pattern, event: Json): boolean => {
  if (!isJsonObject(event)) return false;
  const fields = eventFieldsOf(event);
  return pattern.alternatives.some((rules) => ruleMatches(rules, fields));
};
