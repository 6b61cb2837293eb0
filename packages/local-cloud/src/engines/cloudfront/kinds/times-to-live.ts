import type { CachePolicyConfig } from "../wire/policies.ts";

/** In seconds. */
export interface TimesToLive {
  readonly minimum: number;
  readonly standard: number;
  readonly maximum: number;
}

const day = 86_400;
const year = 31_536_000;

/** What is left out follows from the rest: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html */
export const timesToLive = ({ MinTTL, DefaultTTL, MaxTTL }: CachePolicyConfig): TimesToLive => {
  const standard = DefaultTTL ?? Math.max(day, MinTTL);
  return { minimum: MinTTL, standard, maximum: MaxTTL ?? Math.max(year, MinTTL, standard) };
};
