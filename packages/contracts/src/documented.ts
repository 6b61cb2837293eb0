/**
 * What a schema's code checks and JSON Schema can say too, for the documents. Kept here rather than in zod's
 * registry, which would put code into every function that only the documents need.
 */
import type * as z from "zod/mini";

type JsonSchema = Readonly<Record<string, unknown>>;

const said = new WeakMap<z.core.$ZodType, JsonSchema>();

/**
 * Says of a schema what its refinements check.
 * @example documented(z.string().check(z.refine(isOneLine)), { maxLength: 200 })
 */
export const documented = <S extends z.core.$ZodType>(schema: S, json: JsonSchema): S => {
  said.set(schema, json);
  return schema;
};

export const documentationOf = (schema: z.core.$ZodType): JsonSchema | undefined => said.get(schema);
