/** A distribution, made ready to be served. */
import type { CloudFrontContext } from "../../engines/cloudfront/context.ts";
import type { Stored } from "../../engines/cloudfront/stored.ts";
import type {
  CustomErrorResponse,
  DistributionConfig,
} from "../../engines/cloudfront/wire/distribution-config.ts";
import type { OriginConfig } from "../../engines/cloudfront/wire/origin.ts";
import type { OriginFetch } from "../origins/origin.ts";
import { type Behavior, behaviorOf } from "./behavior.ts";

export interface Site {
  readonly distributionId: string;
  readonly defaultRootObject: string;
  /** The first whose pattern matches; the last one matches everything. */
  readonly behaviors: readonly Behavior[];
  readonly errors: ReadonlyMap<number, CustomErrorResponse>;
}

export interface Origins {
  fetchFrom(origin: OriginConfig, distributionId: string): OriginFetch;
}

/** @throws {Error} when something that the distribution refers to is gone, which the API does not allow */
export const siteOf = (
  { id, config }: Stored<DistributionConfig>,
  context: CloudFrontContext,
  origins: Origins,
): Site => {
  const fetches = new Map(
    config.Origins.map((origin) => [origin.Id, { origin, fetch: origins.fetchFrom(origin, id) }]),
  );
  const read = (behavior: Parameters<typeof behaviorOf>[0], pattern: string) => {
    const target = fetches.get(behavior.TargetOriginId);
    if (!target) throw new Error(`The distribution ${id} has no origin ${behavior.TargetOriginId}`);
    return behaviorOf(behavior, pattern, target, context);
  };
  return {
    distributionId: id,
    defaultRootObject: config.DefaultRootObject ?? "",
    behaviors: [
      ...(config.CacheBehaviors ?? []).map((behavior) => read(behavior, behavior.PathPattern)),
      read(config.DefaultCacheBehavior, "*"),
    ],
    errors: new Map((config.CustomErrorResponses ?? []).map((response) => [response.ErrorCode, response])),
  };
};
