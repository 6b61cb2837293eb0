import { RawAnswer, type RawRequest } from "./engine.ts";

/**
 * Cognito is called straight from browsers, and answers every origin. No other AWS API here does:
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html
 */
const browserServices = new Set(["cognito-idp", "cognito-identity"]);

const isCognitoPreflight = ({ headers }: RawRequest): boolean =>
  (headers["access-control-request-headers"] ?? "").toLowerCase().includes("x-amz-target");

/** Answers the question that a browser asks before it sends an API call. */
export const answerPreflight = (request: RawRequest): RawAnswer =>
  isCognitoPreflight(request)
    ? new RawAnswer(
        200,
        {
          "access-control-allow-origin": "*",
          "access-control-allow-methods": "POST",
          "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "",
          "access-control-max-age": "172800",
        },
        "",
      )
    : new RawAnswer(403, {}, "");

export const corsHeadersOf = (service: string, request: RawRequest): Record<string, string> =>
  request.headers.origin !== undefined && browserServices.has(service)
    ? {
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "x-amzn-requestid,x-amzn-errortype,x-amzn-errormessage,date",
      }
    : {};
