/** What a template asks for, and what a page has, in the same words: `entries[].published.text`. */
import Mustache from "mustache";
import * as z from "zod/mini";

const field = (schema: z.core.$ZodType, name: string): z.core.$ZodType | undefined =>
  schema instanceof z.ZodMiniObject ? schema.shape[name] : undefined;

const required = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodMiniOptional ? required(schema.def.innerType) : schema;

/** All values of a page: those that are shown, not the objects and lists that hold them. */
export const fieldsOf = (schema: z.core.$ZodType, path = ""): readonly string[] => {
  const known = required(schema);
  if (known instanceof z.ZodMiniArray) return fieldsOf(known.def.element, `${path}[]`);
  if (!(known instanceof z.ZodMiniObject)) return [path];
  return Object.entries(known.shape).flatMap(([name, inner]) =>
    fieldsOf(inner, path ? `${path}.${name}` : name),
  );
};

interface Context {
  readonly schema: z.core.$ZodType;
  readonly path: string;
}

/** A token of Mustache's parser: type, name, start, end, and the tokens within. */
type Token = readonly [type: string, name: string, start: number, end: number, within?: readonly Token[]];

export interface Placeholder {
  readonly path: string;
  readonly escaped: boolean;
}

/** Thrown when a template asks for what the page does not have at that place. */
export class UnknownPlaceholder extends Error {
  override readonly name = "UnknownPlaceholder";
}

const placeholdersOf = (tokens: readonly Token[], context: Context): readonly Placeholder[] =>
  tokens.flatMap(([type, name, , , within = []]): readonly Placeholder[] => {
    if (type === "text") return [];
    // Mustache would go on looking in what is around; a field that is absent here would show another one there.
    const found = field(context.schema, name);
    if (!found) throw new UnknownPlaceholder(`${name} in ${context.path || "the page"}`);
    const path = context.path ? `${context.path}.${name}` : name;
    const schema = required(found);
    if (type === "name" || type === "&") return [{ path, escaped: type === "name" }];
    if (type === "^") return placeholdersOf(within, context);
    if (type !== "#") throw new UnknownPlaceholder(`${type}${name}`);
    if (schema instanceof z.ZodMiniArray)
      return placeholdersOf(within, { schema: schema.def.element, path: `${path}[]` });
    return placeholdersOf(within, schema instanceof z.ZodMiniObject ? { schema, path } : context);
  });

/** @throws {UnknownPlaceholder} */
export const placeholders = (template: string, schema: z.core.$ZodType): readonly Placeholder[] =>
  // The types of the parser's tokens say less than there is.
  placeholdersOf(Mustache.parse(template) as unknown as readonly Token[], { schema, path: "" });
