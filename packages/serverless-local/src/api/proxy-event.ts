/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
import type { ApiRequest } from "./api-request.ts";
import type { Claims } from "./cognito-authorizer.ts";
import type { IamIdentity } from "./iam-authorizer.ts";
import type { RestApi } from "./rest-api.ts";
import type { RouteMatch } from "./router.ts";

/** What is known about the caller once the request was let in. */
export interface Caller {
  readonly claims?: Claims;
  readonly iam?: IamIdentity;
  readonly apiKey?: { readonly id: string; readonly value: string };
}

/** The event of a Lambda proxy integration, version 1.0. */
export const proxyEvent = (
  api: RestApi,
  { method, pathParameters }: RouteMatch,
  request: ApiRequest,
  caller: Caller,
) => {
  const isBase64Encoded = isBinary(api.binaryMediaTypes, request.headers["content-type"]);
  const domainName = `${api.id}.execute-api.${api.region}.amazonaws.com`;
  const added: readonly [string, readonly string[]][] = [
    ["X-Amzn-Trace-Id", [request.traceId]],
    ["X-Forwarded-For", [request.sourceIp]],
    ["X-Forwarded-Port", ["443"]],
    ["X-Forwarded-Proto", ["https"]],
  ];
  const addedNames = new Set(added.map(([name]) => name.toLowerCase()));
  const headers = [...request.sentHeaders]
    .filter(([name]) => !addedNames.has(name.toLowerCase()))
    .concat(added);
  const query = queryOf(request.query);
  return {
    resource: method.resourcePath,
    path: request.path,
    httpMethod: request.method,
    headers: Object.fromEntries(headers.map(([name, values]) => [name, values.at(-1) ?? ""])),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters:
      query && Object.fromEntries(query.map(([name, values]) => [name, values.at(-1) ?? ""])),
    multiValueQueryStringParameters: query && Object.fromEntries(query),
    pathParameters: Object.keys(pathParameters).length === 0 ? null : pathParameters,
    stageVariables: null,
    requestContext: {
      resourceId: method.resourceId,
      ...(caller.claims && { authorizer: { claims: caller.claims } }),
      resourcePath: method.resourcePath,
      ...(method.operationName !== undefined && { operationName: method.operationName }),
      httpMethod: request.method,
      extendedRequestId: request.extendedId,
      requestTime: commonLogTime(request.receivedAt),
      path: `/${api.stage}${request.path}`,
      accountId: api.accountId,
      protocol: request.protocol,
      stage: api.stage,
      domainPrefix: api.id,
      requestTimeEpoch: request.receivedAt.getTime(),
      requestId: request.id,
      identity: identityOf(request, caller),
      domainName,
      deploymentId: "local",
      apiId: api.id,
    },
    body: request.body.length === 0 ? null : request.body.toString(isBase64Encoded ? "base64" : "utf8"),
    isBase64Encoded: isBase64Encoded && request.body.length > 0,
  };
};

const identityOf = (request: ApiRequest, { iam, apiKey }: Caller) => ({
  cognitoIdentityPoolId: null,
  accountId: iam?.accountId ?? null,
  cognitoIdentityId: null,
  caller: iam?.caller ?? null,
  sourceIp: request.sourceIp,
  principalOrgId: null,
  accessKey: iam?.accessKey ?? null,
  ...(apiKey && { apiKey: apiKey.value, apiKeyId: apiKey.id }),
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: iam?.userArn ?? null,
  userAgent: request.headers["user-agent"] ?? null,
  user: iam?.user ?? null,
});

const queryOf = (query: URLSearchParams): [string, string[]][] | null => {
  const names = [...new Set(query.keys())];
  return names.length === 0 ? null : names.map((name) => [name, query.getAll(name)]);
};

/** `26/Nov/2026:08:15:00 +0000` */
const commonLogTime = (date: Date): string => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(date.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
};

export const isBinary = (binaryMediaTypes: readonly string[], contentType: string | undefined): boolean => {
  const [type = ""] = (contentType ?? "").toLowerCase().split(";");
  return binaryMediaTypes.some((pattern) => {
    const [main = "", sub = ""] = pattern.toLowerCase().split("/");
    const [ownMain = "", ownSub = ""] = type.trim().split("/");
    return (main === "*" || main === ownMain) && (sub === "*" || sub === ownSub);
  });
};
