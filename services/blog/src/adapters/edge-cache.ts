import { createHash } from "node:crypto";
import { cloudFront } from "@skein/lambda-kit/clients";
import type { CloudFront } from "@skein/lambda-kit/cloudfront";
import { setting } from "@skein/lambda-kit/settings";
import type { EdgeCache } from "../domain/edge-cache.ts";

/** CloudFront refuses a reference that comes again with other paths, so they are part of it. */
const referenceOf = (reference: string, paths: readonly string[]): string =>
  `${reference}/${createHash("sha256").update(paths.toSorted().join("\n")).digest("hex").slice(0, 16)}`;

/** The distribution that `SITE_DISTRIBUTION_ID` names. */
export const edgeCache = (
  signal: AbortSignal,
  distributionId = setting("SITE_DISTRIBUTION_ID"),
  client: () => CloudFront = cloudFront,
): EdgeCache => ({
  forget: (paths, reference) =>
    client().invalidate({ distributionId, callerReference: referenceOf(reference, paths), paths }, signal),
});
