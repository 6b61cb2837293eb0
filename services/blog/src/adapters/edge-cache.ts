import { cloudFront } from "@skein/lambda-kit/clients";
import type { CloudFront } from "@skein/lambda-kit/cloudfront";

/** The cache in front of the site. */
export interface EdgeCache {
  /** @param reference the same for every attempt */
  forget(paths: readonly string[], reference: string): Promise<void>;
}

/** The distribution that `SITE_DISTRIBUTION_ID` names; `undefined` while there is none. */
export const edgeCache = (
  signal: AbortSignal,
  distributionId: string | undefined = process.env.SITE_DISTRIBUTION_ID,
  client: () => CloudFront = cloudFront,
): EdgeCache | undefined => {
  if (!distributionId) return undefined;
  return {
    forget: (paths, callerReference) =>
      client().invalidate({ distributionId, callerReference, paths }, signal),
  };
};
