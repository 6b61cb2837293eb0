/**
 * OpenAPI 3.1 documents (https://spec.openapis.org/oas/v3.1.1) from the contracts. For the build only: no
 * function imports this.
 */

import { type Json, schemaWriter } from "./openapi/json-schema.ts";
import { operationOf } from "./openapi/operation.ts";
import { sharedParameters } from "./openapi/parameters.ts";
import { problemComponents, problemExamples, problemHeaders } from "./openapi/problems.ts";
import type { Service } from "./openapi/service.ts";
import { problem } from "./problem.ts";

const servers = (localUrl: string) => [
  { url: localUrl, description: "On your machine, after `npm start`" },
  {
    url: "https://{apiId}.execute-api.{region}.amazonaws.com/{stage}",
    description: "On AWS",
    variables: {
      apiId: { default: "api-id", description: "See the stack's output `ApiUrl`" },
      region: { default: "us-east-1" },
      stage: { default: "dev" },
    },
  },
];

const securitySchemes = {
  user: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An access token of the user pool. ID tokens are refused.",
  },
  iam: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    description: "A request signed with AWS Signature Version 4, service `execute-api`.",
    "x-amazon-apigateway-authtype": "awsSigv4",
  },
};

const headers = {
  ETag: {
    description: "The version of the resource; send it in `If-Match` to change this version and no other.",
    required: true,
    schema: { type: "string" },
    example: '"1"',
  },
  "X-Correlation-Id": {
    description: "Finds this request in the logs. Yours when you sent one.",
    required: true,
    schema: { type: "string" },
  },
  ...problemHeaders,
};

/** Names used by `$ref`s anywhere in a value. */
const referenced = (value: unknown): Set<string> =>
  new Set(
    Array.from(JSON.stringify(value).matchAll(/"#\/components\/(\w+\/[^"]+)"/g), ([, name]) => String(name)),
  );

/** Leaves out components that nothing refers to. */
const used = (components: Readonly<Record<string, Json>>, paths: Json): Json => {
  const names = referenced([paths, components.schemas, components.responses]);
  return Object.fromEntries(
    Object.entries(components).map(([kind, entries]) => [
      kind,
      kind === "securitySchemes"
        ? entries
        : Object.fromEntries(Object.entries(entries).filter(([name]) => names.has(`${kind}/${name}`))),
    ]),
  );
};

/** The document of one service. The same contracts always give the same document. */
export const openApiOf = (service: Service): Json => {
  const schemas = schemaWriter({ ...service.schemas, Problem: problem });
  const paths: Record<string, Json> = {};
  for (const route of service.routes) {
    const operation = operationOf(route, schemas, service.examples[route.operationId]);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  const auths = new Set(service.routes.map(({ auth }) => auth));
  const components = {
    securitySchemes: Object.fromEntries(
      Object.entries(securitySchemes).filter(([name]) => [...auths].some((auth) => auth === name)),
    ),
    schemas: schemas.components(),
    parameters: sharedParameters,
    headers,
    responses: problemComponents(service.routes),
    examples: problemExamples(),
  };
  return {
    openapi: "3.1.0",
    info: { title: service.title, version: "1.0.0", description: service.description },
    servers: servers(service.localUrl),
    paths,
    components: used(components, paths),
  };
};
