import { describe, expect, test } from "vitest";
import { describeRestApi } from "../../src/api/describe-rest-api.ts";
import type { ProvisionedResource } from "../../src/cloud/client.ts";

const place = { stage: "dev", region: "us-east-1", accountId: "000000000000" };
const resource = (
  type: string,
  physicalId: string,
  properties: Record<string, unknown> = {},
): ProvisionedResource => ({
  type: `AWS::ApiGateway::${type}`,
  physicalId,
  attributes: {},
  properties,
});
const proxy = {
  Type: "AWS_PROXY",
  Uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:skein-a-dev-get/invocations",
};
const described = (resources: Record<string, ProvisionedResource>) =>
  describeRestApi(
    {
      stackName: "s",
      status: "CREATE_COMPLETE",
      outputs: {},
      changes: [],
      resources: {
        Api: resource("RestApi", "api"),
        Todos: resource("Resource", "r1", { PathPart: "todos", ParentId: "root" }),
        Todo: resource("Resource", "r2", { PathPart: "{todoId}", ParentId: "r1" }),
        ...resources,
      },
    },
    place,
  );
const method = (properties: Record<string, unknown>) =>
  resource("Method", "m", {
    HttpMethod: "GET",
    ResourceId: "r2",
    AuthorizationType: "NONE",
    Integration: proxy,
    ...properties,
  });

test("reads path, function and authorizer of a method", () => {
  const api = described({
    Get: method({ AuthorizationType: "COGNITO_USER_POOLS", AuthorizerId: "a", AuthorizationScopes: ["s"] }),
    Auth: resource("Authorizer", "a", {
      IdentitySource: "method.request.header.Authorization",
      ProviderARNs: ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_A"],
    }),
  });
  expect(api?.methods).toEqual([
    expect.objectContaining({
      resourcePath: "/todos/{todoId}",
      httpMethod: "GET",
      authorization: {
        type: "COGNITO_USER_POOLS",
        header: "authorization",
        userPoolIds: ["us-east-1_A"],
        scopes: ["s"],
      },
      integration: { type: "AWS_PROXY", functionName: "skein-a-dev-get", timeoutMs: 29_000 },
    }),
  ]);
});

test("reads the throttling that a deployment gives its stage", () => {
  const api = described({
    Deployment: resource("Deployment", "d", {
      StageDescription: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 10 },
    }),
  });
  expect(api?.throttling).toEqual({ rateLimit: 20, burstLimit: 10 });
});

test("echoes the origins that `cors` lists, and no others", () => {
  const template =
    '#set($origin = $input.params("Origin"))\n#if($origin == "") #set($origin = $input.params("origin")) #end\n' +
    '#if($origin.matches("https://a[.]example") || $origin.matches("https://.+[.]b[.]example")) #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end';
  const api = described({
    Options: method({
      HttpMethod: "OPTIONS",
      Integration: {
        Type: "MOCK",
        IntegrationResponses: [
          {
            StatusCode: "200",
            ResponseParameters: {
              "method.response.header.Access-Control-Allow-Origin": "'https://a.example'",
            },
            ResponseTemplates: { "application/json": template },
          },
        ],
      },
    }),
  });
  const integration = api?.methods[0]?.integration;
  const origins = integration?.type === "MOCK" ? (integration.origins ?? []) : [];
  const allowed = (origin: string) => origins.some((pattern) => pattern.test(origin));
  expect(allowed("https://x.b.example")).toBe(true);
  expect(allowed("https://a.example.evil")).toBe(false);
});

describe("refuses by name what it would not enforce", () => {
  test.each([
    ["Get: authorization by CUSTOM", { Get: method({ AuthorizationType: "CUSTOM" }) }],
    ["Get: integration HTTP_PROXY", { Get: method({ Integration: { Type: "HTTP_PROXY" } }) }],
    ["Get: integration MOCK", { Get: method({ Integration: { Type: "MOCK" } }) }],
    [
      "Get: its authorizer is not in the stack",
      { Get: method({ AuthorizationType: "COGNITO_USER_POOLS", AuthorizerId: "x" }) },
    ],
    ["Get: its request validator", { Get: method({ RequestValidatorId: "x" }) }],
    ["Api: a resource policy", { Api: resource("RestApi", "api", { Policy: {} }) }],
    ["Api: API keys", { Api: resource("RestApi", "api", { ApiKeySourceType: "AUTHORIZER" }) }],
    ["Second: one REST API", { Second: resource("RestApi", "api2") }],
  ])("%s", (message, resources) => {
    expect(() => described(resources)).toThrow(message);
  });
});

test("a stack without an API has none", () => {
  expect(
    describeRestApi({ stackName: "s", status: "UNCHANGED", outputs: {}, changes: [], resources: {} }, place),
  ).toBeUndefined();
});
