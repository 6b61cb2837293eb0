import type { BehaviorConfig } from "../wire/cache-behavior.ts";
import type { DistributionConfig } from "../wire/distribution-config.ts";

/** All behaviors of a distribution, the default one first. */
export const behaviorsOf = (config: DistributionConfig): readonly BehaviorConfig[] => [
  config.DefaultCacheBehavior,
  ...(config.CacheBehaviors ?? []),
];
