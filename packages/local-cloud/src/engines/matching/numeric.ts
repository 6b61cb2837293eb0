import type { Json } from "./json.ts";
import { PatternError } from "./pattern-error.ts";

type Test = (value: number) => boolean;

const comparisons: Readonly<Record<string, (limit: number) => Test>> = {
  "=": (limit) => (value) => value === limit,
  "<": (limit) => (value) => value < limit,
  "<=": (limit) => (value) => value <= limit,
  ">": (limit) => (value) => value > limit,
  ">=": (limit) => (value) => value >= limit,
};

const limitOf = (operator: string, value: Json | undefined): number => {
  if (typeof value !== "number")
    throw new PatternError(`Value of ${operator === "=" ? "equals" : operator} must be numeric`);
  return value;
};

const comparisonOf = (operator: string, value: Json | undefined): Test => {
  const comparison = comparisons[operator];
  if (!comparison) throw new PatternError(`Unrecognized numeric range operator: ${operator}`);
  return comparison(limitOf(operator, value));
};

/** An upper bound may follow a lower one, and nothing else may follow anything. */
const rangeOf = (bottomTerms: readonly Json[], topTerms: readonly Json[]): Test => {
  const [bottomOperator, bottom] = bottomTerms;
  const [operator, top, ...rest] = topTerms;
  if (typeof operator !== "string")
    throw new PatternError(`Bad value in numeric range: ${JSON.stringify(operator)}`);
  if (operator !== "<" && operator !== "<=")
    throw new PatternError(`Bad numeric range operator: ${operator}`);
  const upper = limitOf(operator, top);
  if (rest.length > 0) throw new PatternError("Too many terms in numeric range expression");
  const lower = comparisonOf(String(bottomOperator), bottom);
  if (Number(bottom) >= upper) throw new PatternError("Bottom must be less than top");
  const below = comparisonOf(operator, upper);
  return (value) => lower(value) && below(value);
};

/**
 * Compiles `{"numeric": [">", 0, "<=", 100]}`.
 *
 * @throws {PatternError}
 * @see https://docs.aws.amazon.com/sns/latest/dg/numeric-value-matching.html
 */
export const numericOf = (terms: Json): Test => {
  if (!Array.isArray(terms)) throw new PatternError("Value of numeric must be an array.");
  const [operator, limit, ...rest]: readonly Json[] = terms;
  if (typeof operator !== "string")
    throw new PatternError(
      `Invalid member in numeric match: ${operator === undefined ? "]" : JSON.stringify(operator)}`,
    );
  const test = comparisonOf(operator, limit);
  if (rest.length === 0) return test;
  if (operator !== ">" && operator !== ">=")
    throw new PatternError("Too many elements in numeric expression");
  return rangeOf([operator, limit ?? null], rest);
};
