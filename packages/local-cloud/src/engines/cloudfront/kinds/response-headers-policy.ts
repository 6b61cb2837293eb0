import { invalidArgument } from "../errors.ts";
import { managedResponseHeadersPolicies } from "../managed/response-headers-policies.ts";
import {
  type CorsConfig,
  type ResponseHeadersPolicyConfig,
  responseHeadersPolicyConfig,
} from "../wire/response-headers-policy.ts";
import { policyKind } from "./policy-kind.ts";

const methods = new Set(["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "ALL"]);

const checkCors = (cors: CorsConfig): void => {
  const { AccessControlAllowOrigins: origins, AccessControlAllowMethods: allowed } = cors;
  if (origins.length === 0 || allowed.length === 0)
    throw invalidArgument("CorsConfig must allow at least one origin and one method.");
  const method = allowed.find((one) => !methods.has(one));
  if (method !== undefined) throw invalidArgument(`CorsConfig allows the unknown method ${method}.`);
  // https://fetch.spec.whatwg.org/#cors-protocol-and-credentials
  const everything = [...origins, ...cors.AccessControlAllowHeaders, ...allowed].some(
    (one) => one === "*" || one === "ALL",
  );
  if (cors.AccessControlAllowCredentials && everything)
    throw invalidArgument("With AccessControlAllowCredentials no list of CorsConfig may allow everything.");
};

const check = (config: ResponseHeadersPolicyConfig): void => {
  if (config.CorsConfig) checkCors(config.CorsConfig);
  const { CustomHeadersConfig: custom = [], RemoveHeadersConfig: removed = [] } = config;
  const sections = [config.CorsConfig, config.SecurityHeadersConfig];
  if (sections.every((one) => one === undefined) && custom.length === 0 && removed.length === 0)
    throw invalidArgument("A response headers policy must add or remove at least one header.");
};

export const responseHeadersPolicy = policyKind<ResponseHeadersPolicyConfig>({
  name: "ResponseHeadersPolicy",
  plural: "ResponseHeadersPolicies",
  path: "response-headers-policy",
  shape: responseHeadersPolicyConfig,
  managed: managedResponseHeadersPolicies,
  store: ({ stores }) => stores.responseHeadersPolicies,
  attachedTo: ({ ResponseHeadersPolicyId }) => ResponseHeadersPolicyId,
  check,
});
