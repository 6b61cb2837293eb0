/** JSON Schema 2020-12, the dialect of OpenAPI 3.1, from zod's schemas. */
import * as z from "zod/mini";
import { documentationOf } from "../documented.ts";

export type Json = Record<string, unknown>;
/** Any schema, also one that is part of another. */
export type AnySchema = z.core.$ZodType;
type Side = "input" | "output";

/** Turns schemas to JSON Schema, with references to those that have a name. */
export const schemaWriter = (named: Readonly<Record<string, AnySchema>>) => {
  const names = new Map<AnySchema, string>(Object.entries(named).map(([name, schema]) => [schema, name]));

  const write = (schema: AnySchema, side: Side, root: AnySchema | undefined): Json => {
    const { $schema: _, ...json } = z.toJSONSchema(schema, {
      io: side,
      // A transformation has no JSON Schema but the one that is documented.
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => {
        Object.assign(jsonSchema, documentationOf(zodSchema));
        const found: AnySchema = zodSchema;
        const name = names.get(found);
        if (!name || found === root) return;
        for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
        jsonSchema.$ref = `#/components/schemas/${name}`;
      },
    });
    return json;
  };

  return {
    /** What a client sends. */
    request: (schema: AnySchema): Json => write(schema, "input", undefined),
    /** What a client gets. Fields may be added, so unknown ones are not forbidden. */
    response: (schema: AnySchema): Json => write(schema, "input", undefined),
    /** A parameter: what its text stands for. */
    parameter: (schema: AnySchema): Json => write(schema, "output", undefined),
    /** The schemas that others refer to. */
    components: (): Json =>
      Object.fromEntries(
        Object.entries(named).map(([name, schema]) => [name, write(schema, "input", schema)]),
      ),
  };
};

export type SchemaWriter = ReturnType<typeof schemaWriter>;
