import { invalidArgument } from "../errors.ts";
import { managedOriginRequestPolicies } from "../managed/origin-request-policies.ts";
import { type OriginRequestPolicyConfig, originRequestPolicyConfig } from "../wire/policies.ts";
import { checkNames } from "./checked-names.ts";
import { policyKind } from "./policy-kind.ts";

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-request-create-origin-request-policy.html */
const reserved = new Set(["authorization", "accept-encoding"]);

const check = ({ HeadersConfig, CookiesConfig, QueryStringsConfig }: OriginRequestPolicyConfig): void => {
  checkNames("Headers", HeadersConfig.HeaderBehavior, HeadersConfig.Headers);
  checkNames("Cookies", CookiesConfig.CookieBehavior, CookiesConfig.Cookies);
  checkNames("QueryStrings", QueryStringsConfig.QueryStringBehavior, QueryStringsConfig.QueryStrings);
  if (HeadersConfig.HeaderBehavior === "allExcept") return;
  const refused = HeadersConfig.Headers?.find((name) => reserved.has(name.toLowerCase()));
  if (refused !== undefined)
    throw invalidArgument(`${refused} belongs into a cache policy, not into an origin request policy.`);
};

export const originRequestPolicy = policyKind<OriginRequestPolicyConfig>({
  name: "OriginRequestPolicy",
  plural: "OriginRequestPolicies",
  path: "origin-request-policy",
  shape: originRequestPolicyConfig,
  managed: managedOriginRequestPolicies,
  store: ({ stores }) => stores.originRequestPolicies,
  attachedTo: ({ OriginRequestPolicyId }) => OriginRequestPolicyId,
  check,
});
