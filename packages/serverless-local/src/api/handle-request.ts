import { setTimeout as sleep } from "node:timers/promises";
import type { CloudClient } from "../cloud/client.ts";
import type { InvocationResult, Invoke } from "../functions/invoke-server.ts";
import type { ApiRequest } from "./api-request.ts";
import { cognitoAuthorizer } from "./cognito-authorizer.ts";
import { GatewayRefusal } from "./gateway-responses.ts";
import { authorizeByIam } from "./iam-authorizer.ts";
import { type ApiAnswer, proxyAnswer } from "./proxy-answer.ts";
import { type Caller, proxyEvent } from "./proxy-event.ts";
import { validateRequest } from "./request-validation.ts";
import type { ApiMethod, Integration, RestApi } from "./rest-api.ts";
import { type RouteMatch, routerOf } from "./router.ts";
import { tokenBucket } from "./token-bucket.ts";
import { apiKeyCheck } from "./usage-plans.ts";

export interface ApiBackend {
  readonly cloud: CloudClient;
  readonly invoke: Invoke;
}

/** Answers a request, or throws {@link GatewayRefusal}. */
export type ApiHandler = (request: ApiRequest) => Promise<ApiAnswer>;

/** Takes a request through the steps of API Gateway: route, throttle, authorize, key, validate, integrate. */
export const apiHandler = (api: RestApi, { cloud, invoke }: ApiBackend): ApiHandler => {
  const route = routerOf(api.methods);
  const cognito = cognitoAuthorizer({ endpoint: cloud.access.Endpoint, region: api.region });
  const checkKey = apiKeyCheck(api.usagePlans);
  const admits = api.throttling && tokenBucket(api.throttling.rateLimit, api.throttling.burstLimit);

  const authorize = async ({ authorization }: ApiMethod, request: ApiRequest): Promise<Caller> => {
    switch (authorization.type) {
      case "NONE":
        return {};
      case "COGNITO_USER_POOLS": {
        const { header, userPoolIds, scopes } = authorization;
        return { claims: await cognito.authorize(request.headers[header], userPoolIds, scopes) };
      }
      case "AWS_IAM":
        return { iam: await authorizeByIam(cloud, { ...request, methodArn: methodArn(api, request) }) };
    }
  };

  const checkedKey = (method: ApiMethod, request: ApiRequest): Caller => {
    if (!method.apiKeyRequired) return {};
    const value = request.headers["x-api-key"];
    return { apiKey: { id: checkKey(value), value: value ?? "" } };
  };

  const integrate = async (match: RouteMatch, request: ApiRequest, caller: Caller): Promise<ApiAnswer> => {
    const { integration } = match.method;
    if (integration.type === "MOCK") return mockAnswer(integration, request);
    const invocation = invoke(integration.functionName, proxyEvent(api, match, request, caller));
    const result = await inTime(invocation, integration.timeoutMs);
    if ("failure" in result) throw new GatewayRefusal("MALFORMED_ANSWER");
    return proxyAnswer(result.payload);
  };

  return async (request) => {
    const match = route(request.method, request.path);
    // An unknown path and a missing signature look the same from outside, as on AWS.
    if (!match) throw new GatewayRefusal("MISSING_AUTHENTICATION_TOKEN");
    if (admits && !admits()) throw new GatewayRefusal("THROTTLED");
    const caller = { ...(await authorize(match.method, request)), ...checkedKey(match.method, request) };
    const { validation } = match.method;
    if (validation) validateRequest(validation, { ...request, path: match.pathParameters });
    return integrate(match, request, caller);
  };
};

/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
const methodArn = ({ region, accountId, id, stage }: RestApi, { method, path }: ApiRequest): string =>
  `arn:aws:execute-api:${region}:${accountId}:${id}/${stage}/${method}${path}`;

const mockAnswer = (
  { status, headers, origins }: Extract<Integration, { type: "MOCK" }>,
  request: ApiRequest,
): ApiAnswer => {
  const lowered = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { origin } = request.headers;
  if (origin && origins?.some((pattern) => pattern.test(origin)))
    lowered["access-control-allow-origin"] = origin;
  return { status, headers: { "content-type": "application/json", ...lowered }, body: Buffer.alloc(0) };
};

const inTime = async (
  invocation: Promise<InvocationResult>,
  timeoutMs: number,
): Promise<InvocationResult> => {
  const done = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: done.signal }).then(() => {
    throw new GatewayRefusal("INTEGRATION_TIMEOUT");
  });
  try {
    return await Promise.race([invocation, late]);
  } finally {
    done.abort();
    late.catch(() => {});
  }
};
