/**
 * `Condition` blocks: every operator and key must hold; the values of one key are alternatives.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
import { type Comparison, operators } from "./condition-operators.ts";
import type { PolicyStatement } from "./policy.ts";
import { PolicyError } from "./policy-error.ts";
import type { RequestContext } from "./request-context.ts";

/** One key of one operator, ready to evaluate. */
export type Condition = (context: RequestContext) => boolean;

type Effect = PolicyStatement["Effect"];

const operatorName = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

const textsOf = (values: unknown, where: string): string[] => {
  const list: unknown[] = Array.isArray(values) ? values : [values];
  if (list.length === 0) throw new PolicyError(`${where} has no value.`);
  return list.map((value) => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      return String(value);
    throw new PolicyError(`${where} must be text, a number, true or false, or a list of them.`);
  });
};

const presence = (key: string, values: readonly string[]): Condition => {
  const expected = values.map((value) => value.toLowerCase());
  if (expected.some((value) => value !== "true" && value !== "false"))
    throw new PolicyError(`Null for ${key} must be true or false.`);
  return (context) => expected.includes(String(context.values(key) === undefined));
};

const evaluator = (comparisons: readonly Comparison[], negated: boolean, effect: Effect) => {
  return (value: string, context: RequestContext): boolean => {
    const results = comparisons.map((compare) => compare(value, context.lookup));
    if (!negated) return results.includes(true);
    // "Not equal to something unknown" must not open what an Allow guards.
    if (effect === "Allow" && results.includes("unresolved")) return false;
    return !results.includes(true);
  };
};

const conditionOf = (
  operator: string,
  key: string,
  values: readonly string[],
  effect: Effect,
  withVariables: boolean,
): Condition => {
  if (operator === "Null") return presence(key, values);
  const [, set, name = "", ifExists] = operatorName.exec(operator) ?? [];
  const known = operators.get(name);
  if (!known)
    throw new PolicyError(
      `The condition operator ${operator} is not supported; policies that use it are refused.`,
    );
  const comparisons = values.map((value) => known.comparator(value, withVariables));
  const holds = evaluator(comparisons, known.negated, effect);
  return (context) => {
    const actual = context.values(key);
    if (actual === undefined || actual.length === 0) {
      if (set === "ForAllValues" || ifExists) return true;
      return set === undefined && known.negated;
    }
    const one = (value: string) => holds(value, context);
    if (set === "ForAllValues") return actual.every(one);
    if (set === "ForAnyValue") return actual.some(one);
    // Several values without a set operator: an Allow needs all of them, a Deny any of them.
    return effect === "Allow" ? actual.every(one) : actual.some(one);
  };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @throws {PolicyError} for operators and values that cannot be evaluated */
export const parseConditions = (block: unknown, effect: Effect, withVariables: boolean): Condition[] => {
  if (block === undefined) return [];
  if (!isRecord(block)) throw new PolicyError("Condition must be an object of operators.");
  return Object.entries(block).flatMap(([operator, keys]) => {
    if (!isRecord(keys)) throw new PolicyError(`The condition ${operator} must be an object of keys.`);
    return Object.entries(keys).map(([key, values]) => {
      if (key === "") throw new PolicyError(`The condition ${operator} names no key.`);
      return conditionOf(operator, key, textsOf(values, `${operator} for ${key}`), effect, withVariables);
    });
  });
};
