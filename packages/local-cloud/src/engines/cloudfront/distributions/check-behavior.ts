import { AwsError } from "../../../gateway/errors.ts";
import type { CloudFrontContext } from "../context.ts";
import { absent, invalidArgument, unsupported } from "../errors.ts";
import { cachePolicy } from "../kinds/cache-policy.ts";
import { checkKnownHeaders } from "../kinds/checked-names.ts";
import { findOf } from "../kinds/kind.ts";
import { originRequestPolicy } from "../kinds/origin-request-policy.ts";
import { responseHeadersPolicy } from "../kinds/response-headers-policy.ts";
import type { BehaviorConfig } from "../wire/cache-behavior.ts";
import type { OriginConfig } from "../wire/origin.ts";
import { checkMethods } from "./methods.ts";

const checkPolicies = (behavior: BehaviorConfig, context: CloudFrontContext): void => {
  const { CachePolicyId = "", OriginRequestPolicyId = "", ResponseHeadersPolicyId = "" } = behavior;
  if (CachePolicyId === "")
    throw unsupported("A behavior without CachePolicyId", "the legacy cache settings are not served");
  const cache = findOf(cachePolicy, context, CachePolicyId);
  if (!cache) throw absent("NoSuchCachePolicy", `cache policy ${CachePolicyId}`);
  // Managed policies can name headers that cannot be made up here; what is listed is not yet used.
  checkKnownHeaders(cache.config.ParametersInCacheKeyAndForwardedToOrigin?.HeadersConfig.Headers ?? []);

  if (OriginRequestPolicyId !== "") {
    const request = findOf(originRequestPolicy, context, OriginRequestPolicyId);
    if (!request) throw absent("NoSuchOriginRequestPolicy", `origin request policy ${OriginRequestPolicyId}`);
    checkKnownHeaders(request.config.HeadersConfig.Headers ?? []);
  }
  if (ResponseHeadersPolicyId !== "" && !findOf(responseHeadersPolicy, context, ResponseHeadersPolicyId))
    throw absent("NoSuchResponseHeadersPolicy", `response headers policy ${ResponseHeadersPolicyId}`);
};

const checkTrust = ({ TrustedKeyGroups: trusted }: BehaviorConfig, context: CloudFrontContext): void => {
  if (!trusted?.Enabled) return;
  const { Items = [] } = trusted;
  if (Items.length === 0) throw invalidArgument("TrustedKeyGroups names no key group.");
  const unknown = Items.find((id) => !context.stores.keyGroups.get(id));
  if (unknown !== undefined)
    throw new AwsError("TrustedKeyGroupDoesNotExist", `The key group ${unknown} does not exist.`);
};

/** @throws {AwsError} naming what is wrong, or not supported */
export const checkBehavior = (
  behavior: BehaviorConfig,
  origins: readonly OriginConfig[],
  context: CloudFrontContext,
): void => {
  const target = origins.find(({ Id }) => Id === behavior.TargetOriginId);
  if (!target) throw absent("NoSuchOrigin", `origin ${behavior.TargetOriginId}`);
  checkMethods(behavior, target);
  checkPolicies(behavior, context);
  checkTrust(behavior, context);
};
