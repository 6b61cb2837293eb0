import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { services } from "../../src/openapi/services.ts";
import { openApiOf } from "../../src/openapi.ts";

const byName = services.map((service) => [service.name, service] as const);

describe.each(byName)("the document of %s", (_, service) => {
  const document = openApiOf(service);

  it("is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it("is the same each time", () => {
    expect(JSON.stringify(openApiOf(service))).toBe(JSON.stringify(document));
  });

  it("refers to components that are there, and has none that nothing refers to", () => {
    const text = JSON.stringify(document);
    const references = new Set(
      Array.from(text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g), ([, name]) => name),
    );
    const { securitySchemes: _, ...components }: Record<string, object> = Object(document.components);
    const names = Object.entries(components).flatMap(([kind, entries]) =>
      Object.keys(entries).map((name) => `${kind}/${name}`),
    );
    expect(new Set(names)).toEqual(references);
  });

  it("has every label of a path as a parameter", () => {
    for (const { path, params } of service.routes) {
      const labels = Array.from(path.matchAll(/\{(\w+)\}/g), ([, label]) => label);
      expect(Object.keys(params?.shape ?? {})).toEqual(labels);
    }
  });

  it("shows examples that keep the contracts", () => {
    for (const { operationId, params, body, responses } of service.routes) {
      const example = service.examples[operationId];
      if (params) expect(params.safeParse(example?.params)).toMatchObject({ success: true });
      if (body) expect(body.safeParse(example?.body)).toMatchObject({ success: true });
      for (const { body: answer } of Object.values(responses))
        if (answer) expect(answer.parse(example?.answer)).toEqual(example?.answer);
    }
  });
});

it("tells of authentication, versions and idempotency where a route has them", () => {
  const todos = services.find(({ name }) => name === "todos");
  if (!todos) throw new Error("todos has no document");
  expect(openApiOf(todos).paths).toMatchObject({
    "/todos": {
      get: {
        security: [{ user: [] }],
        parameters: [{ name: "limit", required: false }, { name: "cursor" }, {}],
      },
      post: {
        parameters: [{ $ref: "#/components/parameters/IdempotencyKey" }],
        responses: {
          201: { headers: { ETag: {} } },
          422: { $ref: "#/components/responses/idempotency-mismatch" },
        },
      },
    },
    "/todos/{todoId}": {
      patch: {
        parameters: [{ name: "todoId", in: "path" }, { $ref: "#/components/parameters/IfMatch" }],
        responses: { 412: { $ref: "#/components/responses/version-conflict" } },
      },
      get: { responses: { 304: {}, 404: { $ref: "#/components/responses/not-found" } } },
    },
  });
});
