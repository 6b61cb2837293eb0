import { invalidArgument } from "../errors.ts";
import { managedCachePolicies } from "../managed/cache-policies.ts";
import { type CachePolicyConfig, cachePolicyConfig } from "../wire/policies.ts";
import { checkNames } from "./checked-names.ts";
import { policyKind } from "./policy-kind.ts";
import { timesToLive } from "./times-to-live.ts";

/** With caching disabled there is no key: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-create-cache-policy.html */
const checkDisabled = (config: CachePolicyConfig): void => {
  const parameters = config.ParametersInCacheKeyAndForwardedToOrigin;
  if (!parameters) return;
  const { HeadersConfig, CookiesConfig, QueryStringsConfig } = parameters;
  const inKey = [
    HeadersConfig.HeaderBehavior,
    CookiesConfig.CookieBehavior,
    QueryStringsConfig.QueryStringBehavior,
  ];
  if (inKey.some((behavior) => behavior !== "none"))
    throw invalidArgument("With a maximum TTL of 0 nothing is cached, and nothing can be in the cache key.");
  if (parameters.EnableAcceptEncodingGzip || parameters.EnableAcceptEncodingBrotli)
    throw invalidArgument("With a maximum TTL of 0 EnableAcceptEncodingGzip and Brotli must be false.");
};

const check = (config: CachePolicyConfig): void => {
  const { minimum, standard, maximum } = timesToLive(config);
  if (minimum < 0 || minimum > standard || standard > maximum)
    throw invalidArgument(
      `MinTTL (${minimum}), DefaultTTL (${standard}) and MaxTTL (${maximum}) must be in this order.`,
    );
  if (maximum === 0) checkDisabled(config);
  const parameters = config.ParametersInCacheKeyAndForwardedToOrigin;
  if (!parameters) return;
  const { HeadersConfig, CookiesConfig, QueryStringsConfig } = parameters;
  checkNames("Headers", HeadersConfig.HeaderBehavior, HeadersConfig.Headers);
  checkNames("Cookies", CookiesConfig.CookieBehavior, CookiesConfig.Cookies);
  checkNames("QueryStrings", QueryStringsConfig.QueryStringBehavior, QueryStringsConfig.QueryStrings);
};

export const cachePolicy = policyKind<CachePolicyConfig>({
  name: "CachePolicy",
  plural: "CachePolicies",
  path: "cache-policy",
  shape: cachePolicyConfig,
  managed: managedCachePolicies,
  store: ({ stores }) => stores.cachePolicies,
  attachedTo: ({ CachePolicyId }) => CachePolicyId,
  check,
});
