/**
 * What a response headers policy makes of an answer.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
import type {
  ResponseHeadersPolicyConfig,
  SecurityHeadersConfig,
} from "../../engines/cloudfront/wire/response-headers-policy.ts";
import type { HeaderMap } from "../headers.ts";
import type { ViewerRequest } from "../viewer/viewer-request.ts";
import { withCors } from "./cors.ts";

interface Setting {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

const securitySettings = (config: SecurityHeadersConfig): readonly Setting[] => {
  const { XSSProtection: xss, FrameOptions: frame, ReferrerPolicy: referrer } = config;
  const { ContentSecurityPolicy: csp, ContentTypeOptions: type, StrictTransportSecurity: hsts } = config;
  const setting = (name: string, value: string, { Override }: { readonly Override: boolean }): Setting => ({
    name,
    value,
    override: Override,
  });
  const xssValue = () =>
    `${xss?.Protection ? "1" : "0"}${xss?.ModeBlock ? "; mode=block" : ""}${xss?.ReportUri ? `; report=${xss.ReportUri}` : ""}`;
  const hstsValue = () =>
    `max-age=${hsts?.AccessControlMaxAgeSec}${hsts?.IncludeSubdomains ? "; includeSubDomains" : ""}${hsts?.Preload ? "; preload" : ""}`;
  return [
    ...(xss ? [setting("x-xss-protection", xssValue(), xss)] : []),
    ...(frame ? [setting("x-frame-options", frame.FrameOption, frame)] : []),
    ...(referrer ? [setting("referrer-policy", referrer.ReferrerPolicy, referrer)] : []),
    ...(csp ? [setting("content-security-policy", csp.ContentSecurityPolicy, csp)] : []),
    ...(type ? [setting("x-content-type-options", "nosniff", type)] : []),
    ...(hsts ? [setting("strict-transport-security", hstsValue(), hsts)] : []),
  ];
};

const customSettings = ({
  CustomHeadersConfig: custom = [],
}: ResponseHeadersPolicyConfig): readonly Setting[] =>
  custom.map(({ Header, Value, Override }) => ({
    name: Header.toLowerCase(),
    value: Value,
    override: Override,
  }));

/** Makes one function of a policy, so that requests need not read it. */
export const responseHeaders = (policy: ResponseHeadersPolicyConfig | undefined) => {
  if (!policy) return (headers: HeaderMap): HeaderMap => headers;
  const { CorsConfig: cors, SecurityHeadersConfig: security } = policy;
  const settings = [...(security ? securitySettings(security) : []), ...customSettings(policy)];
  const removed = (policy.RemoveHeadersConfig ?? []).map(({ Header }) => Header.toLowerCase());

  return (headers: HeaderMap, request: ViewerRequest): HeaderMap => {
    const result: Record<string, string | readonly string[]> = { ...headers };
    for (const name of removed) delete result[name];
    for (const { name, value, override } of settings)
      if (override || result[name] === undefined) result[name] = value;
    return cors ? withCors(result, cors, request) : result;
  };
};
