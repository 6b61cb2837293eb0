/**
 * The comparisons of condition operators; negation, sets and absent keys are conditions.ts's business.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { BlockList, isIP } from "node:net";
import { parseArnTemplate } from "./arn-template.ts";
import { matchesPattern } from "./pattern.ts";
import { PolicyError } from "./policy-error.ts";
import { type Lookup, parseTemplate, patternOf, textOf } from "./template.ts";

/** Compares one value of the request with one value of the policy; `"unresolved"`: a variable has no value. */
export type Comparison = (value: string, lookup: Lookup) => boolean | "unresolved";

/** Prepares a comparison with one value of the policy. @throws {PolicyError} for a value it cannot compare with */
export type Comparator = (policyValue: string, withVariables: boolean) => Comparison;

const onText =
  (compare: (value: string, expected: string) => boolean): Comparator =>
  (policyValue, withVariables) => {
    const template = parseTemplate(policyValue, withVariables);
    return (value, lookup) => {
      const expected = textOf(template, lookup);
      return expected === undefined ? "unresolved" : compare(value, expected);
    };
  };

const like: Comparator = (policyValue, withVariables) => {
  const template = parseTemplate(policyValue, withVariables);
  return (value, lookup) => {
    const pattern = patternOf(template, lookup);
    return pattern ? matchesPattern(pattern, value) : "unresolved";
  };
};

const arnLike: Comparator = (policyValue, withVariables) => {
  const template = parseArnTemplate(policyValue, withVariables);
  return (value, lookup) => {
    const result = template.test(value, lookup);
    return result === "unresolved" ? result : result === "match";
  };
};

const onNumbers =
  (parse: (text: string) => number, what: string) =>
  (compare: (value: number, expected: number) => boolean): Comparator =>
  (policyValue) => {
    const expected = parse(policyValue);
    if (Number.isNaN(expected)) throw new PolicyError(`"${policyValue}" is not ${what}.`);
    return (value) => {
      const actual = parse(value);
      return !Number.isNaN(actual) && compare(actual, expected);
    };
  };

const parseNumber = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));
/** ISO 8601, or seconds since 1970. */
const parseDate = (text: string): number =>
  /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text);

const numeric = onNumbers(parseNumber, "a number");
const date = onNumbers(parseDate, "a date");

const familyOf = (address: string): "ipv4" | "ipv6" | undefined => {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? "ipv4" : "ipv6";
};

const inNetwork: Comparator = (policyValue) => {
  const [network = "", prefix] = policyValue.split("/");
  const family = familyOf(network);
  const longest = family === "ipv4" ? 32 : 128;
  const length = prefix === undefined ? longest : Number(prefix);
  if (!family || !Number.isInteger(length) || length < 0 || length > longest || prefix === "")
    throw new PolicyError(`"${policyValue}" is not an IP address or CIDR range.`);
  const list = new BlockList();
  list.addSubnet(network, length, family);
  return (value) => {
    const valueFamily = familyOf(value);
    return valueFamily !== undefined && list.check(value, valueFamily);
  };
};

const bool: Comparator = (policyValue, withVariables) => {
  const template = parseTemplate(policyValue, withVariables);
  const fixed = textOf(template, () => undefined);
  if (fixed !== undefined && !/^(true|false)$/i.test(fixed))
    throw new PolicyError(`"${policyValue}" is not true or false.`);
  return (value, lookup) => {
    const expected = textOf(template, lookup);
    return expected === undefined ? "unresolved" : value.toLowerCase() === expected.toLowerCase();
  };
};

const binary: Comparator = (policyValue) => {
  const expected = Buffer.from(policyValue, "base64");
  if (expected.toString("base64") !== policyValue) throw new PolicyError(`"${policyValue}" is not base64.`);
  return (value) => Buffer.from(value, "base64").equals(expected);
};

const equal = onText((value, expected) => value === expected);
const equalIgnoringCase = onText((value, expected) => value.toLowerCase() === expected.toLowerCase());

interface Operator {
  readonly comparator: Comparator;
  /** True when *none* of the policy's values may compare. */
  readonly negated: boolean;
}

const positive = (comparator: Comparator): Operator => ({ comparator, negated: false });
const negative = (comparator: Comparator): Operator => ({ comparator, negated: true });

/** Every operator but `Null`, which asks for a key and compares nothing. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    StringEquals: positive(equal),
    StringNotEquals: negative(equal),
    StringEqualsIgnoreCase: positive(equalIgnoringCase),
    StringNotEqualsIgnoreCase: negative(equalIgnoringCase),
    StringLike: positive(like),
    StringNotLike: negative(like),
    NumericEquals: positive(numeric((value, expected) => value === expected)),
    NumericNotEquals: negative(numeric((value, expected) => value === expected)),
    NumericLessThan: positive(numeric((value, expected) => value < expected)),
    NumericLessThanEquals: positive(numeric((value, expected) => value <= expected)),
    NumericGreaterThan: positive(numeric((value, expected) => value > expected)),
    NumericGreaterThanEquals: positive(numeric((value, expected) => value >= expected)),
    DateEquals: positive(date((value, expected) => value === expected)),
    DateNotEquals: negative(date((value, expected) => value === expected)),
    DateLessThan: positive(date((value, expected) => value < expected)),
    DateLessThanEquals: positive(date((value, expected) => value <= expected)),
    DateGreaterThan: positive(date((value, expected) => value > expected)),
    DateGreaterThanEquals: positive(date((value, expected) => value >= expected)),
    Bool: positive(bool),
    BinaryEquals: positive(binary),
    IpAddress: positive(inNetwork),
    NotIpAddress: negative(inNetwork),
    ArnEquals: positive(arnLike),
    ArnLike: positive(arnLike),
    ArnNotEquals: negative(arnLike),
    ArnNotLike: negative(arnLike),
  }),
);
