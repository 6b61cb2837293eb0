import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";
import { compilePattern, type Pattern } from "./pattern.ts";
import { PatternError } from "./pattern-error.ts";

export type FilterPolicyScope = "MessageAttributes" | "MessageBody";

/** A policy that is well-formed but refused as a whole: AWS answers without the `FilterPolicy:` prefix. */
export class FilterPolicyScopeError extends PatternError {}

const maximumKeys = 5;
const maximumCombinations = 150;

const parse = (text: string): JsonObject => {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    throw new PatternError("failed to parse JSON.");
  }
  if (!isJsonObject(document)) throw new PatternError("Filter is not an object");
  return document;
};

/** The operator in `{"anything-but": {"prefix": "a"}}`. */
const excludingOperatorOf = (condition: Json): string | undefined => {
  const excluded = isJsonObject(condition) ? condition["anything-but"] : undefined;
  return excluded !== undefined && isJsonObject(excluded) ? Object.keys(excluded)[0] : undefined;
};

/**
 * SNS excludes by prefix only, where EventBridge knows more.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html
 */
const requireExclusionByPrefix = (node: Json): void => {
  if (isJsonObject(node)) for (const value of Object.values(node)) requireExclusionByPrefix(value);
  if (!isJsonArray(node)) return;
  for (const element of node) {
    const operator = excludingOperatorOf(element);
    if (operator !== undefined && operator !== "prefix")
      throw new PatternError(`Unsupported anything-but pattern: ${operator}`);
    requireExclusionByPrefix(element);
  }
};

/** Each field counts its conditions times its depth; fields multiply, alternatives of `$or` add up. */
const combinationsOf = ({ alternatives }: Pattern): number =>
  alternatives.reduce(
    (sum, rules) => sum + rules.reduce((count, rule) => count * rule.conditions.length * rule.depth, 1),
    0,
  );

/**
 * Compiles the filter policy of an SNS subscription, within SNS's limits.
 *
 * @throws {PatternError} in AWS's words, {@link FilterPolicyScopeError} when the scope does not allow it
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
export const compileFilterPolicy = (text: string, scope: FilterPolicyScope): Pattern => {
  const document = parse(text);
  // An empty policy is accepted and lets everything through.
  if (Object.keys(document).length === 0) return { alternatives: [[]] };
  if (Object.keys(document).length > maximumKeys)
    throw new PatternError(`Filter policy can not have more than ${maximumKeys} keys`);
  const pattern = compilePattern(document);
  requireExclusionByPrefix(document);
  if (scope === "MessageAttributes" && Object.values(document).some(isJsonObject))
    throw new FilterPolicyScopeError(
      "Filter policy scope MessageAttributes does not support nested filter policy",
    );
  if (combinationsOf(pattern) > maximumCombinations) throw new PatternError("Filter policy is too complex");
  return pattern;
};
