/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
import type { StackView } from "./stack-view.ts";

const standard = {
  ACCESS_DENIED: { status: 403, errorType: "AccessDeniedException", message: "Forbidden" },
  BAD_REQUEST_BODY: { status: 400, errorType: "BadRequestException", message: "Invalid request body" },
  BAD_REQUEST_PARAMETERS: { status: 400, errorType: "BadRequestException", message: "Bad Request" },
  EXPIRED_TOKEN: {
    status: 403,
    errorType: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  },
  INTEGRATION_FAILURE: {
    status: 502,
    errorType: "InternalServerErrorException",
    message: "Internal server error",
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    errorType: "InternalServerErrorException",
    message: "Endpoint request timed out",
  },
  INVALID_API_KEY: { status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  INVALID_SIGNATURE: { status: 403, errorType: "InvalidSignatureException", message: "Forbidden" },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    errorType: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  },
  QUOTA_EXCEEDED: { status: 429, errorType: "LimitExceededException", message: "Limit Exceeded" },
  REQUEST_TOO_LARGE: { status: 413, errorType: "RequestTooLargeException", message: "Request Too Long" },
  THROTTLED: { status: 429, errorType: "TooManyRequestsException", message: "Too Many Requests" },
  UNAUTHORIZED: { status: 401, errorType: "UnauthorizedException", message: "Unauthorized" },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    errorType: "BadRequestException",
    message: "Unsupported Media Type",
  },
  /** A function failed or did not answer as a proxy integration must. */
  MALFORMED_ANSWER: {
    status: 502,
    errorType: "InternalServerErrorException",
    message: "Internal server error",
  },
  /** The API itself failed: its cloud is away. */
  API_FAILURE: { status: 500, errorType: "InternalServerErrorException", message: "Internal server error" },
} as const;

export type GatewayResponseType = keyof typeof standard;

/** API Gateway answers by itself. */
export class GatewayRefusal extends Error {
  readonly type: GatewayResponseType;

  /** @param message instead of the type's own; templates see it as `$context.error.message` */
  constructor(type: GatewayResponseType, message?: string) {
    super(message ?? standard[type].message);
    this.type = type;
  }
}

interface CustomResponse {
  readonly status: number | undefined;
  /** Values as written: `'constant'`, `context.requestId`, `method.request.header.Origin`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

/** The `AWS::ApiGateway::GatewayResponse`s of an API, by response type. */
export type GatewayResponses = ReadonlyMap<string, CustomResponse>;

export const describeGatewayResponses = (view: StackView): GatewayResponses =>
  new Map(
    view.ofType("AWS::ApiGateway::GatewayResponse").map(({ properties }) => [
      String(properties.ResponseType),
      {
        status: properties.StatusCode === undefined ? undefined : Number(properties.StatusCode),
        parameters: (properties.ResponseParameters ?? {}) as Readonly<Record<string, string>>,
        templates: (properties.ResponseTemplates ?? {}) as Readonly<Record<string, string>>,
      },
    ]),
  );

export interface RefusedRequest {
  /** Values of `$context.*`, by path: `requestId`, `identity.sourceIp`. */
  readonly context: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
}

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const defaultTemplates = { "application/json": '{"message":$context.error.messageString}' };

/** Writes a refusal the way the API's gateway responses say. */
export const gatewayAnswer = (
  responses: GatewayResponses,
  refusal: GatewayRefusal,
  request: RefusedRequest,
): GatewayAnswer => {
  const { status, errorType } = standard[refusal.type];
  const fallback = responses.get(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  const own = responses.get(refusal.type);
  const { parameters = {}, templates = {} } = own ?? fallback ?? {};
  const context: Record<string, string> = {
    ...request.context,
    "error.message": refusal.message,
    "error.messageString": JSON.stringify(refusal.message),
    "error.responseType": refusal.type,
    "error.validationErrorString": refusal.message,
  };
  const usable = Object.keys(templates).length > 0 ? templates : defaultTemplates;
  const contentType =
    "application/json" in usable ? "application/json" : (Object.keys(usable)[0] ?? "application/json");
  const headers: Record<string, string> = { "content-type": contentType, "x-amzn-errortype": errorType };
  for (const [target, source] of Object.entries(parameters)) {
    const [, name] = /^gatewayresponse\.header\.(.+)$/.exec(target) ?? [];
    const value = name && parameterValue(source, context, request);
    if (name && value) headers[name.toLowerCase()] = value;
  }
  // The status of a default response, when set, is the status of all that it stands for.
  return {
    status: own?.status ?? fallback?.status ?? status,
    headers,
    body: rendered(usable[contentType as keyof typeof usable] ?? "", context),
  };
};

const parameterValue = (
  source: string,
  context: Readonly<Record<string, string>>,
  request: RefusedRequest,
): string | undefined => {
  const [, constant] = /^'(.*)'$/s.exec(source) ?? [];
  if (constant !== undefined) return constant;
  const [, key] = /^context\.(.+)$/.exec(source) ?? [];
  if (key) return context[key];
  const [, header] = /^method\.request\.header\.(.+)$/.exec(source) ?? [];
  return header && request.header(header);
};

/** Gateway responses know variables, and no other part of the template language. */
const rendered = (template: string, context: Readonly<Record<string, string>>): string =>
  template.replace(
    /\$(?:\{context\.([A-Za-z0-9_.]+)\}|context\.((?:[A-Za-z0-9_]+\.)*[A-Za-z0-9_]+))/g,
    (_, braced: string | undefined, bare: string | undefined) => context[braced ?? bare ?? ""] ?? "",
  );
