import type { DocumentStore } from "../../state/document-store.ts";
import type { Changes } from "./changes.ts";
import type { Invalidation } from "./invalidations/invalidation.ts";
import type { Store } from "./stored.ts";
import type { KeyGroupConfig, OriginAccessControlConfig, PublicKeyConfig } from "./wire/access.ts";
import type { DistributionConfig } from "./wire/distribution-config.ts";
import type { CachePolicyConfig, OriginRequestPolicyConfig } from "./wire/policies.ts";
import type { ResponseHeadersPolicyConfig } from "./wire/response-headers-policy.ts";

/** Tags of one distribution. */
export interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
}

export interface CloudFrontStores {
  readonly distributions: Store<DistributionConfig>;
  readonly originAccessControls: Store<OriginAccessControlConfig>;
  readonly cachePolicies: Store<CachePolicyConfig>;
  readonly originRequestPolicies: Store<OriginRequestPolicyConfig>;
  readonly responseHeadersPolicies: Store<ResponseHeadersPolicyConfig>;
  readonly publicKeys: Store<PublicKeyConfig>;
  readonly keyGroups: Store<KeyGroupConfig>;
  /** By id of the distribution. */
  readonly tags: DocumentStore<Tagged>;
  /** By `<distribution>/<invalidation>`. */
  readonly invalidations: DocumentStore<Invalidation>;
}

/** What the verbs and actions work with. */
export interface CloudFrontContext {
  readonly accountId: string;
  readonly now: () => Date;
  readonly stores: CloudFrontStores;
  readonly changes: Changes;
}

/** CloudFront is global: its ARNs have no region. */
export const arnOf = ({ accountId }: { readonly accountId: string }, resource: string): string =>
  `arn:aws:cloudfront::${accountId}:${resource}`;
