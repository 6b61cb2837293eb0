/** The parameters of an operation: those of its contract, and those that follow from its flags. */
import { changesVersion, type Route } from "../route.ts";
import type { AnySchema, Json, SchemaWriter } from "./json-schema.ts";
import type { Example } from "./service.ts";

export const sharedParameters: Json = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "Makes it safe to send the request again: within 24 hours the same key and body get the first answer, and nothing is done twice. The same key with another body is refused (422).",
    schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
    example: "5f0c6f0e-4e0b-4d0a-9a52-0a7a3d5f6c11",
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    required: false,
    description:
      "The ETag of the version that you read. When the resource has changed since, nothing is done (412). Without it, or with `*`, any version is changed.",
    schema: { type: "string" },
    example: '"1"',
  },
  IfMatchRequired: {
    name: "If-Match",
    in: "header",
    required: true,
    description:
      "The ETag of the version that you read. When the resource has changed since, nothing is done (412).",
    schema: { type: "string" },
    example: '"1"',
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    required: false,
    description: "The ETag of the version that you have; answers 304 when it is still good.",
    schema: { type: "string" },
    example: '"1"',
  },
};

const reference = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });

const flagParameters = (route: Route): readonly Json[] => [
  ...(route.idempotent ? [reference("IdempotencyKey")] : []),
  ...(route.concurrency && route.method === "GET" ? [reference("IfNoneMatch")] : []),
  ...(changesVersion(route) ? [reference(route.concurrency === "etag" ? "IfMatch" : "IfMatchRequired")] : []),
];

const isRequired = (schema: AnySchema): boolean => schema._zod.optin === undefined;

export const parametersOf = (
  route: Route,
  schemas: SchemaWriter,
  example: Example | undefined,
): readonly Json[] => {
  const list = (place: "path" | "query" | "header", shape: Readonly<Record<string, AnySchema>> = {}) =>
    Object.entries(shape).map(([name, schema]) => {
      const value = place === "path" ? example?.params?.[name] : undefined;
      return {
        name,
        in: place,
        required: isRequired(schema),
        schema: schemas.parameter(schema),
        ...(value !== undefined && { example: value }),
      };
    });
  return [
    ...list("path", route.params?.shape),
    ...list("query", route.query?.shape),
    ...list("header", route.headers?.shape),
    ...flagParameters(route),
  ];
};
