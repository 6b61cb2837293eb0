/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format */
import { validateHeaderName, validateHeaderValue } from "node:http";
import { GatewayRefusal } from "./gateway-responses.ts";

export interface ApiAnswer {
  readonly status: number;
  /** By lower case name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

const members = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

/** @throws {GatewayRefusal} when the function's answer is not one of a proxy integration */
export const proxyAnswer = (payload: string): ApiAnswer => {
  const answer = parsed(payload);
  if (Object.keys(answer).some((member) => !members.has(member))) throw malformed();
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = answer;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) throw malformed();
  if (body !== undefined && body !== null && typeof body !== "string") throw malformed();
  return {
    status,
    headers: { "content-type": "application/json", ...single(headers), ...multiple(multiValueHeaders) },
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  };
};

const malformed = () => new GatewayRefusal("MALFORMED_ANSWER");

const parsed = (payload: string): Readonly<Record<string, unknown>> => {
  const answer: unknown = JSON.parse(payload);
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) throw malformed();
  return answer as Readonly<Record<string, unknown>>;
};

const single = (headers: unknown): Record<string, string> => {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!["string", "number", "boolean"].includes(typeof value)) throw malformed();
    given[checked(name, String(value))] = String(value);
  }
  return given;
};

const multiple = (headers: unknown): Record<string, string[]> => {
  const given: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(headers ?? {})) {
    if (!Array.isArray(values)) throw malformed();
    for (const value of values) given[checked(name, String(value))] = values.map(String);
  }
  return given;
};

/** @returns the name in lower case */
const checked = (name: string, value: string): string => {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return name.toLowerCase();
  } catch {
    throw malformed();
  }
};
