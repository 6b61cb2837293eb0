import type { CloudFrontContext } from "../../engines/cloudfront/context.ts";
import { methodsOf } from "../../engines/cloudfront/distributions/methods.ts";
import { cachePolicy } from "../../engines/cloudfront/kinds/cache-policy.ts";
import { findOf, type Kind } from "../../engines/cloudfront/kinds/kind.ts";
import { originRequestPolicy } from "../../engines/cloudfront/kinds/origin-request-policy.ts";
import { responseHeadersPolicy } from "../../engines/cloudfront/kinds/response-headers-policy.ts";
import type { BehaviorConfig } from "../../engines/cloudfront/wire/cache-behavior.ts";
import type { OriginConfig } from "../../engines/cloudfront/wire/origin.ts";
import { createHits, type Hits } from "../answers/hits.ts";
import { responseHeaders } from "../answers/response-headers.ts";
import type { HeaderMap } from "../headers.ts";
import type { OriginFetch } from "../origins/origin.ts";
import { type TrustedKeys, trustedKeys } from "../signed/trusted-keys.ts";
import type { ViewerRequest } from "../viewer/viewer-request.ts";
import { pathPattern } from "./path-pattern.ts";
import { type CacheRules, cacheRules, type ForwardRules, forwardRules, nothingMore } from "./policies.ts";

export interface Behavior {
  matches(path: string): boolean;
  readonly protocol: BehaviorConfig["ViewerProtocolPolicy"];
  readonly allowed: ReadonlySet<string>;
  /** Methods whose answers are kept; empty when the cache policy disables caching. */
  readonly cached: ReadonlySet<string>;
  readonly cache: CacheRules;
  readonly forward: ForwardRules;
  /** What the response headers policy makes of an answer. */
  addHeaders(headers: HeaderMap, request: ViewerRequest): HeaderMap;
  /** Plain answers from the cache, with these headers. */
  readonly hits: Hits;
  readonly compress: boolean;
  /** Set when viewers must show a signature. */
  readonly trusted: TrustedKeys | undefined;
  readonly origin: OriginConfig;
  readonly fetch: OriginFetch;
}

const attached = <Config>(
  kind: Kind<Config>,
  context: CloudFrontContext,
  id: string | undefined,
): Config | undefined => (id ? findOf(kind, context, id)?.config : undefined);

export const behaviorOf = (
  config: BehaviorConfig,
  pattern: string,
  { origin, fetch }: { readonly origin: OriginConfig; readonly fetch: OriginFetch },
  context: CloudFrontContext,
): Behavior => {
  const policy = attached(cachePolicy, context, config.CachePolicyId);
  if (!policy) throw new Error(`The behavior for ${pattern} has no cache policy`);
  const cache = cacheRules(policy);
  const request = attached(originRequestPolicy, context, config.OriginRequestPolicyId);
  const addHeaders = responseHeaders(
    attached(responseHeadersPolicy, context, config.ResponseHeadersPolicyId),
  );
  const { allowed, cached } = methodsOf(config);
  return {
    matches: pathPattern(pattern),
    protocol: config.ViewerProtocolPolicy,
    allowed: new Set(allowed),
    cached: new Set(cache.ttl.maximum > 0 ? cached : []),
    cache,
    forward: request ? forwardRules(request) : nothingMore,
    addHeaders,
    hits: createHits(addHeaders),
    compress: config.Compress ?? false,
    trusted: trustedKeys(config, context),
    origin,
    fetch,
  };
};
