/** Whether a call is one that a fault is meant for. */
import { matchesPattern, type Pattern, wildcardPattern } from "../iam/pattern.ts";
import { canBeDuplicated } from "./duplicable.ts";
import type { Consequence, Selection } from "./fault.ts";

/** A call, seen from a fault. */
export interface Target {
  readonly service: string;
  readonly operation: string;
  readonly resources: readonly string[];
  /** All names of the caller: a session goes by its own ARN and by that of its role. */
  readonly principals: readonly string[];
  /** Set when the call runs a function. */
  readonly functionName?: string | undefined;
}

export type Matcher = (target: Target) => boolean;

const patternsOf = (value: string | readonly string[] | undefined): readonly Pattern[] | undefined =>
  value === undefined ? undefined : [value].flat().map(wildcardPattern);

/** No patterns match anything; otherwise one of them must match one of the texts. */
const anyOf = (patterns: readonly Pattern[] | undefined, texts: readonly string[]): boolean =>
  patterns === undefined || patterns.some((pattern) => texts.some((text) => matchesPattern(pattern, text)));

export const createMatcher = (fault: Selection & Pick<Consequence, "kind">): Matcher => {
  const service = patternsOf(fault.service);
  const operation = patternsOf(fault.operation);
  const resource = patternsOf(fault.resource);
  const principal = patternsOf(fault.principal);
  const functionName = patternsOf(fault.function);
  return (target) =>
    anyOf(service, [target.service]) &&
    anyOf(operation, [target.operation]) &&
    anyOf(resource, target.resources) &&
    anyOf(principal, target.principals) &&
    anyOf(functionName, target.functionName === undefined ? [] : [target.functionName]) &&
    (fault.kind !== "duplicate" || canBeDuplicated(target));
};
