import type { ProvisionedStack } from "../cloud/client.ts";
import { describeAuthorization } from "./describe-authorization.ts";
import { describeIntegration } from "./describe-integration.ts";
import { describeGatewayResponses } from "./gateway-responses.ts";
import { describeValidation } from "./request-validation.ts";
import type { ApiMethod, RestApi, Throttling } from "./rest-api.ts";
import { type StackResource, StackView } from "./stack-view.ts";
import { unsupported } from "./unsupported.ts";
import { describeUsagePlans } from "./usage-plans.ts";

export interface ApiPlace {
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Reads the REST API out of a provisioned stack, so that what is enforced here is what the template says.
 *
 * @returns `undefined` when the stack has none
 * @throws {LocalError} naming the resource that asks for something that is not enforced here: nothing is served
 * with less protection than on AWS
 */
export const describeRestApi = (stack: ProvisionedStack, place: ApiPlace): RestApi | undefined => {
  const view = new StackView(stack.resources);
  const [api, ...others] = view.ofType("AWS::ApiGateway::RestApi");
  const [refused] = ["AWS::ApiGatewayV2::Api", "AWS::AppSync::GraphQLApi"].flatMap((type) =>
    view.ofType(type),
  );
  if (refused)
    throw unsupported(refused.logicalId, `${refused.type} is not served locally; use \`http\` events`);
  if (!api) return undefined;
  if (others[0]) throw unsupported(others[0].logicalId, "one REST API per service is served locally");
  if (api.properties.Policy)
    throw unsupported(
      api.logicalId,
      "a resource policy on the API is not enforced locally yet; remove Policy",
    );
  if ((api.properties.ApiKeySourceType ?? "HEADER") !== "HEADER")
    throw unsupported(api.logicalId, "API keys are taken from the header only; remove ApiKeySourceType");
  return {
    ...place,
    id: api.physicalId,
    methods: view.ofType("AWS::ApiGateway::Method").map((method) => describeMethod(view, method)),
    gatewayResponses: describeGatewayResponses(view),
    usagePlans: describeUsagePlans(view),
    binaryMediaTypes: (api.properties.BinaryMediaTypes as readonly string[] | undefined) ?? [],
    throttling: describeThrottling(view),
  };
};

const describeMethod = (view: StackView, method: StackResource): ApiMethod => {
  const { HttpMethod, ResourceId, OperationName, ApiKeyRequired } = method.properties;
  return {
    resourcePath: view.resourcePath(String(ResourceId)),
    resourceId: String(ResourceId),
    httpMethod: String(HttpMethod).toUpperCase(),
    operationName: OperationName === undefined ? undefined : String(OperationName),
    authorization: describeAuthorization(view, method),
    apiKeyRequired: String(ApiKeyRequired ?? false) === "true",
    validation: describeValidation(view, method),
    integration: describeIntegration(method),
  };
};

/** The limits that the stage sets for all of its methods; a deployment may describe its stage itself. */
const describeThrottling = (view: StackView): Throttling | undefined => {
  const settings = [
    ...view
      .ofType("AWS::ApiGateway::Stage")
      .flatMap(({ properties }) => (properties.MethodSettings ?? []) as readonly Record<string, unknown>[])
      .filter(({ ResourcePath, HttpMethod }) => ResourcePath === "/*" && HttpMethod === "*"),
    ...view
      .ofType("AWS::ApiGateway::Deployment")
      .map(({ properties }) => (properties.StageDescription ?? {}) as Record<string, unknown>),
  ].find(({ ThrottlingRateLimit }) => ThrottlingRateLimit !== undefined);
  if (!settings) return undefined;
  const rateLimit = Number(settings.ThrottlingRateLimit);
  return { rateLimit, burstLimit: Number(settings.ThrottlingBurstLimit ?? rateLimit) };
};
