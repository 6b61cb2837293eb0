/**
 * REST APIs. They are served by whoever runs `serverless offline`, from the resolved properties that the stack
 * remembers; here they get their ids, and names that are not known are refused.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Json, JsonObject } from "../json.ts";
import {
  changeBetween,
  immutable,
  mutable,
  type PropertyRules,
  refuseUnsupported,
} from "./property-rules.ts";
import type { PhysicalResource, ResourceContext, ResourceType } from "./resource-type.ts";
import { json } from "./shape.ts";

const words = (text: string): readonly string[] => text.split(" ").filter((word) => word !== "");

const rules = (immutables: string, mutables: string): PropertyRules => ({
  ...Object.fromEntries(words(immutables).map((name) => [name, immutable(json)])),
  ...Object.fromEntries(words(mutables).map((name) => [name, mutable(json)])),
});

/** Lower case and digits, as API Gateway's ids are. The same for the same place in a stack: URLs stay. */
const idOf = ({ stackName, logicalId }: ResourceContext, length: number): string =>
  BigInt(`0x${createHash("sha256").update(`${stackName}/${logicalId}`).digest("hex")}`)
    .toString(36)
    .slice(0, length);

interface ApiGatewayType {
  readonly rules: PropertyRules;
  physical(properties: JsonObject, context: ResourceContext): PhysicalResource;
}

const withId = (length: number, attribute: string) => (_properties: JsonObject, context: ResourceContext) => {
  const id = idOf(context, length);
  return { physicalId: id, attributes: { [attribute]: id } };
};

const withName = (property: string) => (properties: JsonObject, context: ResourceContext) => {
  const name: Json = properties[property] ?? idOf(context, 10);
  return { physicalId: String(name), attributes: {} };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html */
const types: Readonly<Record<string, ApiGatewayType>> = {
  "AWS::ApiGateway::RestApi": {
    rules: rules(
      "",
      "ApiKeySourceType BinaryMediaTypes Body BodyS3Location CloneFrom Description DisableExecuteApiEndpoint " +
        "EndpointConfiguration FailOnWarnings MinimumCompressionSize Mode Name Parameters Policy SecurityPolicy Tags",
    ),
    physical: (_properties, context) => ({
      physicalId: idOf(context, 10),
      attributes: {
        RestApiId: idOf(context, 10),
        RootResourceId: idOf({ ...context, logicalId: `${context.logicalId}/` }, 10),
      },
    }),
  },
  "AWS::ApiGateway::Resource": {
    rules: rules("ParentId PathPart RestApiId", ""),
    physical: withId(6, "ResourceId"),
  },
  "AWS::ApiGateway::Method": {
    rules: rules(
      "HttpMethod ResourceId RestApiId",
      "ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId Integration MethodResponses " +
        "OperationName RequestModels RequestParameters RequestValidatorId",
    ),
    physical: (_properties, context) => ({ physicalId: idOf(context, 12), attributes: {} }),
  },
  "AWS::ApiGateway::Stage": {
    rules: rules(
      "RestApiId StageName",
      "AccessLogSetting CacheClusterEnabled CacheClusterSize CanarySetting ClientCertificateId DeploymentId " +
        "Description DocumentationVersion MethodSettings Tags TracingEnabled Variables",
    ),
    physical: withName("StageName"),
  },
  "AWS::ApiGateway::Authorizer": {
    rules: rules(
      "RestApiId",
      "AuthType AuthorizerCredentials AuthorizerResultTtlInSeconds AuthorizerUri IdentitySource " +
        "IdentityValidationExpression Name ProviderARNs Type",
    ),
    physical: withId(6, "AuthorizerId"),
  },
  "AWS::ApiGateway::RequestValidator": {
    rules: rules("Name RestApiId", "ValidateRequestBody ValidateRequestParameters"),
    physical: withId(6, "RequestValidatorId"),
  },
  "AWS::ApiGateway::Model": {
    rules: rules("ContentType Name RestApiId", "Description Schema"),
    physical: withName("Name"),
  },
  "AWS::ApiGateway::GatewayResponse": {
    rules: rules("ResponseType RestApiId", "ResponseParameters ResponseTemplates StatusCode"),
    physical: withId(10, "Id"),
  },
  "AWS::ApiGateway::ApiKey": {
    rules: rules("GenerateDistinctId Name Value", "CustomerId Description Enabled StageKeys Tags"),
    // API Gateway tells the value only when asked for by id; whoever serves the API here needs it too.
    physical: (properties, context) => {
      const id = idOf(context, 10);
      const Value: Json = properties.Value ?? randomBytes(20).toString("hex");
      return { physicalId: id, attributes: { APIKeyId: id, Value } };
    },
  },
  "AWS::ApiGateway::UsagePlan": {
    rules: rules("", "ApiStages Description Quota Tags Throttle UsagePlanName"),
    physical: withId(6, "Id"),
  },
  "AWS::ApiGateway::UsagePlanKey": {
    rules: rules("KeyId KeyType UsagePlanId", ""),
    physical: withId(12, "Id"),
  },
};

export const apiGatewayTypes: readonly string[] = Object.keys(types);

const resourceTypeOf = (type: string, { rules, physical }: ApiGatewayType): ResourceType => ({
  type,
  nameProperty: undefined,
  check: (properties) => refuseUnsupported(rules, properties),
  changeBetween: (before, after) => changeBetween(rules, before, after),
  find: async () => [],
  create: async (properties, context) => physical(properties, context),
  update: async (_properties, { physicalId, attributes }) => ({ physicalId, attributes }),
  remove: async () => undefined,
});

export const apiGatewayResource = (type: string): ResourceType | undefined => {
  const known = types[type];
  return known && resourceTypeOf(type, known);
};
