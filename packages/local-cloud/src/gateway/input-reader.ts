import { AwsError } from "./errors.ts";

export interface TextRule {
  readonly minimum?: number;
  readonly maximum?: number;
  /** Source of a regular expression that the whole value must match, as AWS documents it. */
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
}

export interface NumberRule {
  readonly minimum: number;
  readonly maximum: number;
}

/** Reads and checks the members of one input. Query clients send numbers and booleans as text. */
export interface InputReader {
  text(name: string, rule?: TextRule): string;
  optionalText(name: string, rule?: TextRule): string | undefined;
  optionalNumber(name: string, rule: NumberRule): number | undefined;
  optionalBoolean(name: string): boolean | undefined;
  /** An absent list is empty. */
  texts(name: string, rule?: TextRule): readonly string[];
  /** Members of a list of structures; an absent list is empty. */
  structures(name: string): readonly InputReader[];
  optionalStructure(name: string): InputReader | undefined;
  has(name: string): boolean;
  /** Refuses members that the local cloud would otherwise silently ignore. */
  refuse(names: readonly string[], why: string): void;
}

/** What the services call an input that breaks a rule. */
export type ValidationCode = "ValidationError" | "ValidationException" | "BadRequestException";

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const expressions = new Map<string, RegExp>();
const wholly = (pattern: string): RegExp => {
  const known = expressions.get(pattern) ?? new RegExp(`^(?:${pattern})$`, "su");
  expressions.set(pattern, known);
  return known;
};

const brokenRule = (value: string, rule: TextRule): string | undefined => {
  if (rule.minimum !== undefined && value.length < rule.minimum)
    return `Member must have length greater than or equal to ${rule.minimum}`;
  if (rule.maximum !== undefined && value.length > rule.maximum)
    return `Member must have length less than or equal to ${rule.maximum}`;
  if (rule.pattern !== undefined && !wholly(rule.pattern).test(value))
    return `Member must satisfy regular expression pattern: ${rule.pattern}`;
  if (rule.oneOf && !rule.oneOf.includes(value))
    return `Member must satisfy enum value set: [${rule.oneOf.join(", ")}]`;
  return undefined;
};

/**
 * @param code what the service calls an input that breaks a rule; the message is AWS's
 * @example const read = inputReader(input, "ValidationError"); read.text("RoleName", { maximum: 64 });
 */
export const inputReader = (input: Readonly<Record<string, unknown>>, code: ValidationCode): InputReader => {
  const fail = (name: string, shown: string, constraint: string): never => {
    throw new AwsError(
      code,
      `1 validation error detected: Value ${shown} at '${camel(name)}' failed to satisfy constraint: ${constraint}`,
    );
  };
  const missing = (name: string): never => fail(name, "null", "Member must not be null");

  const checked = (name: string, value: unknown, rule: TextRule): string => {
    if (typeof value !== "string") return fail(name, `'${JSON.stringify(value)}'`, "Member must be text");
    const broken = brokenRule(value, rule);
    return broken === undefined ? value : fail(name, `'${value}'`, broken);
  };

  /** The query protocol writes an empty list as empty text. */
  const list = (name: string): readonly unknown[] => {
    const value = input[name];
    if (value === undefined || value === null || value === "") return [];
    return Array.isArray(value) ? value : fail(name, `'${JSON.stringify(value)}'`, "Member must be a list");
  };

  const optionalText = (name: string, rule: TextRule = {}) =>
    input[name] === undefined || input[name] === null ? undefined : checked(name, input[name], rule);

  return {
    text: (name, rule) => optionalText(name, rule) ?? missing(name),
    optionalText,
    optionalNumber: (name, { minimum, maximum }) => {
      const value = input[name];
      if (value === undefined || value === null) return undefined;
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      if (typeof number !== "number" || !Number.isInteger(number))
        return fail(name, `'${value}'`, "Member must be a whole number");
      if (number < minimum)
        return fail(name, `'${number}'`, `Member must have value greater than or equal to ${minimum}`);
      if (number > maximum)
        return fail(name, `'${number}'`, `Member must have value less than or equal to ${maximum}`);
      return number;
    },
    optionalBoolean: (name) => {
      const value = input[name];
      if (value === undefined || value === null) return undefined;
      if (value === true || value === "true") return true;
      if (value === false || value === "false") return false;
      return fail(name, `'${value}'`, "Member must be true or false");
    },
    texts: (name, rule = {}) => list(name).map((value) => checked(name, value, rule)),
    structures: (name) =>
      list(name).map((value) =>
        typeof value === "object" && value !== null
          ? inputReader({ ...value }, code)
          : fail(name, `'${value}'`, "Member must be a structure"),
      ),
    optionalStructure: (name) => {
      const value = input[name];
      if (value === undefined || value === null) return undefined;
      if (typeof value === "object" && !Array.isArray(value)) return inputReader({ ...value }, code);
      return fail(name, `'${value}'`, "Member must be a structure");
    },
    has: (name) => input[name] !== undefined && input[name] !== null,
    refuse: (names, why) => {
      const found = names.find((name) => input[name] !== undefined && input[name] !== null);
      if (found) throw new AwsError(code, `${found} is not supported by the local cloud: ${why}`);
    },
  };
};
