/** Reads the members of an untyped JSON object, and refuses what it does not know by name. */
import { InvalidFault } from "./invalid-fault.ts";

export interface Fields {
  has(name: string): boolean;
  text(name: string, rule?: { pattern: RegExp; wanted: string }): string | undefined;
  choice<const T extends string>(name: string, choices: readonly T[]): T | undefined;
  whole(name: string, minimum: number, maximum?: number): number | undefined;
  number(name: string, minimum: number, maximum: number): number | undefined;
  /** Only `true` can be told: leaving it out is how to say no. */
  flag(name: string): true | undefined;
  object(name: string, known: readonly string[]): Fields | undefined;
  /** The value as it came. */
  raw(name: string): unknown;
  refuse(name: string, why: string): never;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const inside = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/**
 * @param path where the object stands, "" for the whole body
 * @throws {InvalidFault} when it is no object, or has a member that is not known
 */
export const fieldsOf = (value: unknown, known: readonly string[], path: string): Fields => {
  const refuse = (name: string, why: string): never => {
    throw new InvalidFault(inside(path, name), `${inside(path, name)} ${why}`);
  };
  if (!isObject(value))
    throw new InvalidFault(path, `${path === "" ? "The body" : path} must be a JSON object.`);
  const stranger = Object.keys(value).find((name) => !known.includes(name));
  if (stranger !== undefined) refuse(stranger, `is not known here: there are ${known.join(", ")}.`);

  const wrong = (name: string, wanted: string): never =>
    refuse(name, `must be ${wanted}, but is ${JSON.stringify(value[name])}.`);

  const number = (name: string, minimum: number, maximum: number, wanted: string, whole: boolean) => {
    const given = value[name];
    if (given === undefined) return undefined;
    const right =
      typeof given === "number" &&
      given >= minimum &&
      given <= maximum &&
      (!whole || Number.isSafeInteger(given));
    return right ? given : wrong(name, wanted);
  };

  return {
    has: (name) => value[name] !== undefined,
    raw: (name) => value[name],
    refuse,
    text: (name, rule = { pattern: /^.{1,1000}$/s, wanted: "a text of 1 to 1000 characters" }) => {
      const given = value[name];
      if (given === undefined) return undefined;
      return typeof given === "string" && rule.pattern.test(given) ? given : wrong(name, rule.wanted);
    },
    choice: (name, choices) => {
      if (value[name] === undefined) return undefined;
      return choices.find((choice) => choice === value[name]) ?? wrong(name, `one of ${choices.join(", ")}`);
    },
    whole: (name, minimum, maximum = Number.MAX_SAFE_INTEGER) => {
      const limit =
        maximum === Number.MAX_SAFE_INTEGER ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
      return number(name, minimum, maximum, `a whole number ${limit}`, true);
    },
    number: (name, minimum, maximum) =>
      number(name, minimum, maximum, `a number from ${minimum} to ${maximum}`, false),
    flag: (name) => {
      if (value[name] === undefined) return undefined;
      return value[name] === true ? true : wrong(name, "true, or left out");
    },
    object: (name, names) =>
      value[name] === undefined ? undefined : fieldsOf(value[name], names, inside(path, name)),
  };
};
