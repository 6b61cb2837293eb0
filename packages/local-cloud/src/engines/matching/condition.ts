import { addressRangeOf } from "./address-range.ts";
import { isJsonArray, isJsonObject, type Json } from "./json.ts";
import { numericOf } from "./numeric.ts";
import { PatternError } from "./pattern-error.ts";
import { wildcardOf } from "./wildcard.ts";

/** A leaf of an event: what conditions are tested against. */
export type Scalar = string | number | boolean | null;

/** One element of a pattern's array: holds for a value, or for the absence of the field. */
export type Condition =
  | { readonly kind: "value"; readonly test: (value: Scalar) => boolean }
  | { readonly kind: "absent" };

const onText =
  (test: (text: string) => boolean) =>
  (value: Scalar): boolean =>
    typeof value === "string" && test(value);

const textOf = (operator: string, operand: Json): string => {
  if (typeof operand !== "string") throw new PatternError(`${operator} match pattern must be a string`);
  return operand;
};

/** `"prefix": "a"` and `"prefix": {"equals-ignore-case": "A"}`. */
const affixOf = (operator: "prefix" | "suffix", operand: Json) => {
  const holds = (text: string, affix: string) =>
    operator === "prefix" ? text.startsWith(affix) : text.endsWith(affix);
  if (!isJsonObject(operand)) {
    const affix = textOf(operator, operand);
    return onText((text) => holds(text, affix));
  }
  const [[key, inner] = [], ...rest] = Object.entries(operand);
  if (rest.length > 0) throw new PatternError("Only one key allowed in match expression");
  if (key !== "equals-ignore-case" || inner === undefined)
    throw new PatternError(`Unsupported ${operator} pattern: ${key}`);
  const affix = textOf("equals-ignore-case", inner).toLowerCase();
  return onText((text) => holds(text.toLowerCase(), affix));
};

const valueTests: Readonly<Record<string, (operand: Json) => (value: Scalar) => boolean>> = {
  prefix: (operand) => affixOf("prefix", operand),
  suffix: (operand) => affixOf("suffix", operand),
  "equals-ignore-case": (operand) => {
    const wanted = textOf("equals-ignore-case", operand).toLowerCase();
    return onText((text) => text.toLowerCase() === wanted);
  },
  wildcard: (operand) => onText(wildcardOf(textOf("wildcard", operand))),
  cidr: (operand) => onText(addressRangeOf(textOf("prefix", operand))),
  numeric: (operand) => {
    const test = numericOf(operand);
    return (value) => typeof value === "number" && test(value);
  },
  "anything-but": (operand) => anythingBut(operand),
};

const listOf = (operand: Json): readonly Json[] => (isJsonArray(operand) ? operand : [operand]);

/** `{"anything-but": {"prefix": ["a", "b"]}}`: none of the listed patterns may hold. */
const anythingButPattern = (operator: string, operand: Json) => {
  const build = valueTests[operator];
  if (!build || !["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(operator))
    throw new PatternError(`Unsupported anything-but pattern: ${operator}`);
  const operands = listOf(operand);
  if (operands.length === 0)
    throw new PatternError(`Null/empty value is not allowed for ${operator} in anything-but`);
  const tests = operands.map((one) => build(textOf(operator, one)));
  return (value: Scalar) => !tests.some((test) => test(value));
};

const anythingBut = (operand: Json): ((value: Scalar) => boolean) => {
  if (isJsonObject(operand)) {
    const [[operator, inner] = [], ...rest] = Object.entries(operand);
    if (rest.length > 0) throw new PatternError("Only one key allowed in match expression");
    if (operator === undefined || inner === undefined)
      throw new PatternError("Anything-But expression name not found");
    return anythingButPattern(operator, inner);
  }
  const excluded = listOf(operand);
  const types = new Set(excluded.map((one) => typeof one));
  if (excluded.length === 0 || types.size > 1 || !(types.has("string") || types.has("number")))
    throw new PatternError(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  const set = new Set<Json>(excluded);
  return (value) => !set.has(value);
};

/**
 * Compiles one element of a pattern's array.
 *
 * @throws {PatternError} with AWS's own words
 * @see https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const conditionOf = (source: Json): Condition => {
  if (isJsonArray(source)) throw new PatternError("Match value must be String, number, true, false, or null");
  if (!isJsonObject(source)) return { kind: "value", test: (value) => value === source };

  const [[operator, operand] = [], ...rest] = Object.entries(source);
  if (operator === undefined || operand === undefined)
    throw new PatternError("Empty match expression not allowed");
  const build = valueTests[operator];
  if (operator !== "exists" && !build) throw new PatternError(`Unrecognized match type ${operator}`);
  if (rest.length > 0) throw new PatternError("Only one key allowed in match expression");
  if (build) return { kind: "value", test: build(operand) };
  if (typeof operand !== "boolean")
    throw new PatternError("exists match pattern must be either true or false.");
  return operand ? { kind: "value", test: () => true } : { kind: "absent" };
};
