import { matchesPattern, type Pattern } from "./pattern.ts";
import {
  hasVariables,
  type Lookup,
  parseTemplate,
  patternOf,
  splitTemplate,
  type Template,
} from "./template.ts";

/** An ARN with wildcards and variables, as in `Resource` and `ArnLike`. */
export interface ArnTemplate {
  /** `"match"`, `"no match"`, or `"unresolved"` when a variable has no value in this request. */
  test(arn: string, lookup: Lookup): "match" | "no match" | "unresolved";
}

const fieldCount = 6;

/** The first five fields end at colons; the sixth keeps its own. */
const fieldsOf = (arn: string): string[] => {
  const fields = arn.split(":");
  return [...fields.slice(0, fieldCount - 1), fields.slice(fieldCount - 1).join(":")];
};

const matchesFields = (patterns: readonly Pattern[], arn: string): boolean => {
  const fields = fieldsOf(arn);
  if (fields.length < fieldCount) return false;
  return patterns.every((pattern, index) => matchesPattern(pattern, fields[index] ?? ""));
};

const resolveAll = (templates: readonly Template[], lookup: Lookup): Pattern[] | undefined => {
  const patterns: Pattern[] = [];
  for (const template of templates) {
    const pattern = patternOf(template, lookup);
    if (!pattern) return undefined;
    patterns.push(pattern);
  }
  return patterns;
};

/**
 * Each of the six fields is matched on its own: a `*` never reaches over a colon into the next field.
 * Fields that the policy leaves out are completed with `*`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 *
 * @throws {PolicyError} for a variable that cannot be read
 */
export const parseArnTemplate = (text: string, withVariables: boolean): ArnTemplate => {
  if (text === "*") return { test: () => "match" };
  const template = parseTemplate(text, withVariables);
  const fields = splitTemplate(template, fieldCount);
  while (fields.length < fieldCount) fields.push([{ kind: "text", text: "*" }]);
  const fixed = hasVariables(template) ? undefined : resolveAll(fields, () => undefined);
  return {
    test: (arn, lookup) => {
      const patterns = fixed ?? resolveAll(fields, lookup);
      if (!patterns) return "unresolved";
      return matchesFields(patterns, arn) ? "match" : "no match";
    },
  };
};
