/** Reads members of a request, which come from the wire as anything. */
import { invalidParameter } from "./errors.ts";

export type Input = Readonly<Record<string, unknown>>;

const memberName = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

/** AWS's own sentence for a broken constraint. */
const violated = (name: string, value: unknown, constraint: string) =>
  invalidParameter(
    `1 validation error detected: Value ${value === undefined ? "null" : `'${String(value)}'`} at '${memberName(name)}' failed to satisfy constraint: ${constraint}`,
  );

export const optionalText = (input: Input, name: string): string | undefined => {
  const value = input[name];
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  throw violated(name, value, "Member must be a string");
};

/** @throws {AwsError} `InvalidParameterException` when it is missing or empty */
export const text = (input: Input, name: string): string => {
  const value = optionalText(input, name);
  if (value === undefined) throw violated(name, undefined, "Member must not be null");
  if (value === "") throw violated(name, value, "Member must have length greater than or equal to 1");
  return value;
};

/** A password must not show in a message, unlike other members. */
export const password = (input: Input, name: string): string => {
  const value = optionalText(input, name);
  if (value === undefined) throw violated(name, undefined, "Member must not be null");
  if (value.length > 256 || !/^\S(.*\S)?$/s.test(value))
    throw invalidParameter(
      `1 validation error detected: Value at '${memberName(name)}' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$`,
    );
  return value;
};

export const optionalFlag = (input: Input, name: string): boolean | undefined => {
  const value = input[name];
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  throw violated(name, value, "Member must be a boolean");
};

export const optionalInteger = (
  input: Input,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined => {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max)
    throw violated(name, value, `Member must be a whole number from ${min} to ${max}`);
  return value;
};

export const optionalTexts = (input: Input, name: string): readonly string[] | undefined => {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((entry): entry is string => typeof entry === "string"))
    return value;
  throw violated(name, value, "Member must be a list of strings");
};

export const optionalStructure = (input: Input, name: string): Input | undefined => {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object" && !Array.isArray(value)) return value as Input;
  throw violated(name, value, "Member must be a structure");
};

/** A map of strings: `AuthParameters`, `ClientMetadata`, tags. */
export const textMap = (input: Input, name: string): Readonly<Record<string, string>> => {
  const entries = Object.entries(optionalStructure(input, name) ?? {});
  for (const [key, value] of entries)
    if (typeof value !== "string") throw violated(`${name}.${key}`, value, "Member must be a string");
  return Object.fromEntries(entries) as Record<string, string>;
};

/** @throws {AwsError} `InvalidParameterException` listing the choices */
export const optionalChoice = <Choice extends string>(
  input: Input,
  name: string,
  choices: readonly Choice[],
): Choice | undefined => {
  const value = optionalText(input, name);
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined)
    throw violated(name, value, `Member must satisfy enum value set: [${choices.join(", ")}]`);
  return choice;
};

/** Refuses members that would be taken and then not honoured. */
export const refuseUnknown = (input: Input, what: string, known: readonly string[]): void => {
  const unknown = Object.entries(input).find(
    ([name, value]) => value !== undefined && value !== null && !known.includes(name),
  );
  if (unknown)
    throw invalidParameter(
      `The local cloud does not support ${unknown[0]} of ${what} in Cognito. Leave it out, or set it by a condition in the template for AWS only.`,
    );
};
