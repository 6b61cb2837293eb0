/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
import { malformedXml } from "../../../gateway/protocols/xml-shape.ts";
import { invalidRequest } from "../errors.ts";

export interface CorsRule {
  readonly ID?: string | undefined;
  readonly AllowedOrigins?: readonly string[] | undefined;
  readonly AllowedMethods?: readonly string[] | undefined;
  readonly AllowedHeaders?: readonly string[] | undefined;
  readonly ExposeHeaders?: readonly string[] | undefined;
  readonly MaxAgeSeconds?: number | undefined;
}

const methods = ["GET", "PUT", "HEAD", "POST", "DELETE"];
const mostRules = 100;

const wildcards = (text: string): number => text.split("*").length - 1;

const checkRule = ({
  AllowedOrigins = [],
  AllowedMethods = [],
  AllowedHeaders = [],
  ExposeHeaders = [],
}: CorsRule) => {
  if (AllowedOrigins.length === 0 || AllowedMethods.length === 0) throw malformedXml();
  const unsupported = AllowedMethods.find((method) => !methods.includes(method));
  if (unsupported !== undefined)
    throw invalidRequest(
      `Found unsupported HTTP method in CORS config. Unsupported method is ${unsupported}`,
    );
  const origin = AllowedOrigins.find((one) => wildcards(one) > 1);
  if (origin !== undefined)
    throw invalidRequest(`AllowedOrigin "${origin}" can not have more than one wildcard.`);
  const header = AllowedHeaders.find((one) => wildcards(one) > 1);
  if (header !== undefined)
    throw invalidRequest(`AllowedHeader "${header}" can not have more than one wildcard.`);
  const unnameable = ExposeHeaders.find((one) => !/^[!-~]+$/.test(one));
  if (unnameable !== undefined)
    throw invalidRequest(`ExposeHeader "${unnameable}" contains invalid character.`);
  const exposed = ExposeHeaders.find((one) => wildcards(one) > 0);
  if (exposed !== undefined)
    throw invalidRequest(
      `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
    );
};

/** @throws {AwsError} */
export const checkCors = (rules: readonly CorsRule[]): readonly CorsRule[] => {
  if (rules.length === 0) throw malformedXml();
  if (rules.length > mostRules)
    throw invalidRequest("The number of CORS rules should not exceed allowed limit of 100 rules.");
  for (const rule of rules) checkRule(rule);
  return rules;
};

/** What a browser asks. */
export interface CorsQuestion {
  readonly origin: string;
  readonly method: string;
  /** Lower case. */
  readonly headers: readonly string[];
}

const matches = (pattern: string, text: string): boolean => {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
};

/** The first rule that allows all that is asked. */
export const corsRuleFor = (
  rules: readonly CorsRule[],
  { origin, method, headers }: CorsQuestion,
): CorsRule | undefined =>
  rules.find(
    ({ AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [] }) =>
      AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      AllowedMethods.includes(method) &&
      headers.every((header) => AllowedHeaders.some((pattern) => matches(pattern.toLowerCase(), header))),
  );

const vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

export const corsHeaders = (
  { AllowedOrigins = [], AllowedMethods = [], ExposeHeaders = [], MaxAgeSeconds }: CorsRule,
  { origin, headers }: CorsQuestion,
): Record<string, string> => {
  const anyone = AllowedOrigins.includes("*");
  return {
    "access-control-allow-origin": anyone ? "*" : origin,
    "access-control-allow-methods": AllowedMethods.join(", "),
    ...(anyone ? {} : { "access-control-allow-credentials": "true" }),
    ...(headers.length > 0 ? { "access-control-allow-headers": headers.join(", ") } : {}),
    ...(ExposeHeaders.length > 0 ? { "access-control-expose-headers": ExposeHeaders.join(", ") } : {}),
    ...(MaxAgeSeconds === undefined ? {} : { "access-control-max-age": String(MaxAgeSeconds) }),
    vary,
  };
};
