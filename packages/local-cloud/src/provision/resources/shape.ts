/**
 * A small language for the properties of CloudFormation resources. It reads values as CloudFormation does
 * (`"5"` is a number where a number is wanted), gives them types, and refuses every name it does not know:
 * the SDK would drop a misspelt member without a word.
 */
import { TemplateError } from "../errors.ts";
import { isList, isObject, type Json } from "../json.ts";

export interface Shape<T> {
  /** @throws {TemplateError} naming `path` */
  parse(value: Json, path: string): T;
}

export type Parsed<S> = S extends Shape<infer T> ? T : never;

const mismatch = (path: string, wanted: string, value: Json): TemplateError =>
  new TemplateError(`${path} must be ${wanted}, but is ${JSON.stringify(value)}`);

export const text: Shape<string> = {
  parse: (value, path) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw mismatch(path, "a string", value);
  },
};

export const number: Shape<number> = {
  parse: (value, path) => {
    const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof parsed === "number" && !Number.isNaN(parsed)) return parsed;
    throw mismatch(path, "a number", value);
  },
};

export const flag: Shape<boolean> = {
  parse: (value, path) => {
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    throw mismatch(path, "true or false", value);
  },
};

export const oneOf = <const T extends string>(...choices: readonly T[]): Shape<T> => ({
  parse: (value, path) => {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw mismatch(path, `one of ${choices.join(", ")}`, value);
  },
});

export const list = <T>(item: Shape<T>): Shape<T[]> => ({
  parse: (value, path) => {
    if (!isList(value)) throw mismatch(path, "a list", value);
    return value.map((entry, index) => item.parse(entry, `${path}[${index}]`));
  },
});

export const map = <T>(member: Shape<T>): Shape<Record<string, T>> => ({
  parse: (value, path) => {
    if (!isObject(value)) throw mismatch(path, "an object", value);
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, member.parse(entry, `${path}.${key}`)]),
    );
  },
});

/** Any JSON, kept as it is. */
export const json: Shape<Json> = { parse: (value) => value };

/** A JSON document that the API takes as text: policies, filter policies. Given as text it stays as it is. */
export const jsonText: Shape<string> = {
  parse: (value) => (typeof value === "string" ? value : JSON.stringify(value)),
};

/** A member that has a meaning which cannot be given here. */
export const unsupported = (reason: string): Shape<never> => ({
  parse: (_value, path) => {
    throw new TemplateError(`${path} is not supported: ${reason}`);
  },
});

export interface RequiredShape<T> extends Shape<T> {
  readonly required: true;
}

export const required = <T>(shape: Shape<T>): RequiredShape<T> => ({ ...shape, required: true });

export type Members = Readonly<Record<string, Shape<unknown>>>;

export type ParsedMembers<M extends Members> = {
  readonly [K in keyof M as M[K] extends RequiredShape<unknown> ? K : never]: Parsed<M[K]>;
} & {
  readonly [K in keyof M as M[K] extends RequiredShape<unknown> ? never : K]?: Parsed<M[K]>;
};

export const isRequired = (shape: Shape<unknown>): boolean => "required" in shape;

export const object = <const M extends Members>(members: M): Shape<ParsedMembers<M>> => ({
  parse: (value, path) => {
    if (!isObject(value)) throw mismatch(path, "an object", value);
    for (const name of Object.keys(value))
      if (!(name in members))
        throw new TemplateError(`${path}.${name} is not supported by the local cloud (unknown property)`);
    const parsed: Record<string, unknown> = {};
    for (const [name, shape] of Object.entries(members)) {
      const member = value[name];
      if (member !== undefined) parsed[name] = shape.parse(member, `${path}.${name}`);
      else if (isRequired(shape)) throw new TemplateError(`${path}.${name} is missing`);
    }
    return parsed as ParsedMembers<M>;
  },
});
