import { invalidArgument, unsupported } from "../errors.ts";
import type { BehaviorConfig } from "../wire/cache-behavior.ts";
import type { OriginConfig } from "../wire/origin.ts";

const reading = ["GET", "HEAD"];
const asking = [...reading, "OPTIONS"];
const everything = [...asking, "DELETE", "PATCH", "POST", "PUT"];

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && other.every((method) => one.includes(method));

/** What a behavior serves, and what of it is kept; by default only what reads. */
export const methodsOf = ({ AllowedMethods: allowed }: BehaviorConfig) => ({
  allowed: allowed?.Items ?? reading,
  cached: allowed?.CachedMethods ?? reading,
});

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html */
export const checkMethods = (behavior: BehaviorConfig, origin: OriginConfig): void => {
  const { allowed, cached } = methodsOf(behavior);
  if (![reading, asking, everything].some((choice) => same(allowed, choice)))
    throw invalidArgument(`AllowedMethods must be one of three sets, but is ${allowed.join(", ")}.`);
  if (![reading, asking].some((choice) => same(cached, choice)))
    throw invalidArgument(`CachedMethods must be one of two sets, but is ${cached.join(", ")}.`);
  if (cached.some((method) => !allowed.includes(method)))
    throw invalidArgument("CachedMethods must be among AllowedMethods.");
  if (origin.S3OriginConfig && allowed.includes("PUT"))
    throw unsupported("Writing to an S3 origin", "allow GET, HEAD and OPTIONS only");
};
