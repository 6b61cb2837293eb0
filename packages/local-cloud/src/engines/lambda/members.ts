import { constraintViolation, wrongType } from "./lambda-errors.ts";

/** Reads members of an input that came over the wire, where anything can be anything. */
export type Input = Readonly<Record<string, unknown>>;

/** The pattern a text has to have, as AWS's model states it. */
interface TextRules {
  readonly pattern?: RegExp;
  readonly maximumLength?: number;
}

/** @throws {AwsError} `SerializationException`, `ValidationException` */
export const optionalText = (input: Input, member: string, rules: TextRules = {}): string | undefined => {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongType(member, "a string");
  if (rules.pattern && !rules.pattern.test(value))
    throw constraintViolation(
      member,
      value,
      `Member must satisfy regular expression pattern: ${rules.pattern.source}`,
    );
  if (rules.maximumLength !== undefined && value.length > rules.maximumLength)
    throw constraintViolation(
      member,
      value,
      `Member must have length less than or equal to ${rules.maximumLength}`,
    );
  return value;
};

export const text = (input: Input, member: string, rules: TextRules = {}): string => {
  const value = optionalText(input, member, rules);
  if (value === undefined) throw constraintViolation(member, undefined, "Member must not be null");
  return value;
};

/** Numbers from a query string arrive as text. */
export const optionalInteger = (
  input: Input,
  member: string,
  range: { minimum: number; maximum: number },
): number | undefined => {
  const given = input[member];
  if (given === undefined || given === null) return undefined;
  const value = typeof given === "string" && given.trim() !== "" ? Number(given) : given;
  if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(member, "an integer");
  if (value < range.minimum)
    throw constraintViolation(
      member,
      value,
      `Member must have value greater than or equal to ${range.minimum}`,
    );
  if (value > range.maximum)
    throw constraintViolation(member, value, `Member must have value less than or equal to ${range.maximum}`);
  return value;
};

export const optionalBoolean = (input: Input, member: string): boolean | undefined => {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw wrongType(member, "a boolean");
  return value;
};

export const optionalObject = (input: Input, member: string): Input | undefined => {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw wrongType(member, "an object");
  return value;
};

export const optionalTexts = (input: Input, member: string): readonly string[] | undefined => {
  const given = input[member];
  if (given === undefined || given === null) return undefined;
  // A list of one arrives from a query string as the one.
  const values = typeof given === "string" ? [given] : given;
  if (!Array.isArray(values) || values.some((value) => typeof value !== "string"))
    throw wrongType(member, "a list of strings");
  return values.map(String);
};

export const optionalTextMap = (
  input: Input,
  member: string,
): Readonly<Record<string, string>> | undefined => {
  const object = optionalObject(input, member);
  if (!object) return undefined;
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      if (typeof value !== "string") throw wrongType(`${member}.${key}`, "a string");
      return [key, value];
    }),
  );
};

export const optionalChoice = <Choice extends string>(
  input: Input,
  member: string,
  choices: readonly Choice[],
): Choice | undefined => {
  const value = optionalText(input, member);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (choice === undefined)
    throw constraintViolation(
      member,
      value,
      `Member must satisfy enum value set: [${[...choices].join(", ")}]`,
    );
  return choice;
};

/** An object of the wire's JSON. */
export const isObject = (value: unknown): value is Input =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
