/** One operation of a document. */
import type { ResponseContract, Route } from "../route.ts";
import type { Json, SchemaWriter } from "./json-schema.ts";
import { parametersOf } from "./parameters.ts";
import { problemResponses } from "./problems.ts";
import type { Example } from "./service.ts";

const header = (name: string): Json => ({ [name]: { $ref: `#/components/headers/${name}` } });

const securityOf = ({ auth }: Route): readonly Json[] => {
  switch (auth) {
    case "user":
      return [{ user: [] }];
    case "iam":
      return [{ iam: [] }];
    case "public":
      return [];
  }
};

const responseOf = (
  route: Route,
  response: ResponseContract,
  schemas: SchemaWriter,
  example: Example | undefined,
): Json => ({
  description: response.description,
  headers: {
    ...header("X-Correlation-Id"),
    ...(route.concurrency && response.body && header("ETag")),
    ...Object.fromEntries(
      Object.entries(response.headers ?? {}).map(([name, description]) => [
        name,
        { description, required: true, schema: { type: "string" } },
      ]),
    ),
  },
  ...(response.body && {
    content: {
      [response.mediaType ?? "application/json"]: {
        schema: schemas.response(response.body),
        ...(example?.answer !== undefined && { example: example.answer }),
      },
    },
  }),
});

const describe = ({ description, group }: Route): Json => {
  const sentences = [description, group && `For members of the group \`${group}\`.`].filter(Boolean);
  return sentences.length > 0 ? { description: sentences.join(" ") } : {};
};

const notModified = { description: "Your version is still good", headers: header("ETag") };

export const operationOf = (route: Route, schemas: SchemaWriter, example: Example | undefined): Json => {
  const parameters = parametersOf(route, schemas, example);
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...describe(route),
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: schemas.request(route.body),
            ...(example?.body !== undefined && { example: example.body }),
          },
        },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.responses).map(([status, response]) => [
          status,
          responseOf(route, response, schemas, example),
        ]),
      ),
      ...(route.concurrency && route.method === "GET" && { "304": notModified }),
      ...problemResponses(route),
    },
  };
};
