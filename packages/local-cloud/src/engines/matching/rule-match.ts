import type { ArrayChoice, EventFields } from "./event-fields.ts";
import type { Rule } from "./rule.ts";

/** Both choices together, or `undefined` when they take different elements of one array. */
const merge = (one: ArrayChoice, other: ArrayChoice): ArrayChoice | undefined => {
  if (other.size === 0) return one;
  for (const [array, index] of other) {
    const taken = one.get(array);
    if (taken !== undefined && taken !== index) return undefined;
  }
  return new Map([...one, ...other]);
};

/**
 * Whether one choice of array elements satisfies all rules. Two fields of an array of objects must come from
 * the same object: `[{"a": 1}, {"b": 2}]` does not match `{"a": [1], "b": [2]}`.
 *
 * @see https://github.com/aws/event-ruler#arrays, the matcher behind SNS, EventBridge and event source mappings
 */
export const ruleMatches = (
  rules: readonly Rule[],
  fields: EventFields,
  at = 0,
  choice: ArrayChoice = new Map(),
): boolean => {
  const rule = rules[at];
  if (!rule) return true;
  const candidates = fields.get(rule.path) ?? [];

  for (const condition of rule.conditions) {
    if (condition.kind === "absent") {
      const present = candidates.some((field) => merge(choice, field.choice) !== undefined);
      if (!present && ruleMatches(rules, fields, at + 1, choice)) return true;
      continue;
    }
    const tried = new Set<ArrayChoice>();
    for (const field of candidates) {
      // Values without a choice lead to the same continuation: follow it once.
      if (tried.has(field.choice) || !condition.test(field.value)) continue;
      tried.add(field.choice);
      const merged = merge(choice, field.choice);
      if (merged && ruleMatches(rules, fields, at + 1, merged)) return true;
    }
  }
  return false;
};
