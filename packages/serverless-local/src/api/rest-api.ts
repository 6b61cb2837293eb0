/** One REST API as its stack describes it. See https://docs.aws.amazon.com/apigateway/latest/developerguide/ */
import type { GatewayResponses } from "./gateway-responses.ts";
import type { RequestValidation } from "./request-validation.ts";
import type { UsagePlan } from "./usage-plans.ts";

export interface RestApi {
  readonly id: string;
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly methods: readonly ApiMethod[];
  readonly gatewayResponses: GatewayResponses;
  readonly usagePlans: readonly UsagePlan[];
  /** Media types whose bodies travel as base64; `*` may stand for a part. */
  readonly binaryMediaTypes: readonly string[];
  /** Of the whole stage. */
  readonly throttling: Throttling | undefined;
}

/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html */
export interface Throttling {
  /** Requests per second. */
  readonly rateLimit: number;
  readonly burstLimit: number;
}

export interface ApiMethod {
  /** `/todos/{todoId}` */
  readonly resourcePath: string;
  readonly resourceId: string;
  /** `GET`, or `ANY`. */
  readonly httpMethod: string;
  readonly operationName: string | undefined;
  readonly authorization: MethodAuthorization;
  readonly apiKeyRequired: boolean;
  readonly validation: RequestValidation | undefined;
  readonly integration: Integration;
}

export type MethodAuthorization =
  | { readonly type: "NONE" }
  | { readonly type: "AWS_IAM" }
  | {
      readonly type: "COGNITO_USER_POOLS";
      /** Lower case name of the header that carries the token. */
      readonly header: string;
      readonly userPoolIds: readonly string[];
      /** With scopes the route takes access tokens, without it takes ID tokens. */
      readonly scopes: readonly string[];
    };

export type Integration =
  | { readonly type: "AWS_PROXY"; readonly functionName: string; readonly timeoutMs: number }
  /** The preflight answer that the framework generates for `cors`. */
  | {
      readonly type: "MOCK";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Origins that are echoed; `undefined` when the header is fixed. */
      readonly origins: readonly RegExp[] | undefined;
    };
