/** Policies, read once when a distribution changes, so that requests need not. */
import { type TimesToLive, timesToLive } from "../../engines/cloudfront/kinds/times-to-live.ts";
import type { CachePolicyConfig, OriginRequestPolicyConfig } from "../../engines/cloudfront/wire/policies.ts";
import { type Selection, selection } from "./selection.ts";

export interface CacheRules {
  readonly ttl: TimesToLive;
  /** Headers of the key, by lower-case name. */
  readonly headers: readonly string[];
  readonly cookies: Selection;
  readonly query: Selection;
  readonly gzip: boolean;
  readonly brotli: boolean;
}

export const cacheRules = (config: CachePolicyConfig): CacheRules => {
  const parameters = config.ParametersInCacheKeyAndForwardedToOrigin;
  const cookies = parameters?.CookiesConfig;
  const query = parameters?.QueryStringsConfig;
  return {
    ttl: timesToLive(config),
    headers: (parameters?.HeadersConfig.Headers ?? []).map((name) => name.toLowerCase()).sort(),
    cookies: selection(cookies?.CookieBehavior ?? "none", cookies?.Cookies),
    query: selection(query?.QueryStringBehavior ?? "none", query?.QueryStrings),
    gzip: parameters?.EnableAcceptEncodingGzip ?? false,
    brotli: parameters?.EnableAcceptEncodingBrotli ?? false,
  };
};

export interface ForwardRules {
  /** Headers of the viewer. */
  readonly headers: Selection;
  /** Headers that the edge makes up, by lower-case name. */
  readonly made: readonly string[];
  readonly cookies: Selection;
  readonly query: Selection;
}

export const nothingMore: ForwardRules = { headers: "none", made: [], cookies: "none", query: "none" };

export const forwardRules = (config: OriginRequestPolicyConfig): ForwardRules => {
  const { HeadersConfig, CookiesConfig, QueryStringsConfig } = config;
  const { HeaderBehavior: behavior, Headers: names = [] } = HeadersConfig;
  const lower = names.map((name) => name.toLowerCase());
  return {
    headers: selection(behavior, lower, true),
    made: behavior === "allExcept" ? [] : lower.filter((name) => name.startsWith("cloudfront-")),
    cookies: selection(CookiesConfig.CookieBehavior, CookiesConfig.Cookies),
    query: selection(QueryStringsConfig.QueryStringBehavior, QueryStringsConfig.QueryStrings),
  };
};
