import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import type { CloudFrontContext } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { distribution } from "../kinds/distribution.ts";
import { shortId } from "../stored.ts";
import { accessTo, requireOf } from "../verbs/named.ts";
import { apiVersion } from "../verbs/routes.ts";
import type { InvalidationBatch } from "../wire/invalidation-batch.ts";
import type { Invalidation } from "./invalidation.ts";

interface CreateInvalidationInput {
  readonly DistributionId: string;
  readonly InvalidationBatch: InvalidationBatch;
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-invalidations */
const mostPaths = 3_000;
const mostWildcards = 15;

const checkPath = (path: string): void => {
  if (!path.startsWith("/") || path.length > 4_000)
    throw invalidArgument(`Your request contains one or more invalid invalidation paths: ${path}`);
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
  if (path.slice(0, -1).includes("*"))
    throw invalidArgument(`A wildcard must be the last character of an invalidation path: ${path}`);
};

const checkBatch = ({ Paths, CallerReference }: InvalidationBatch): void => {
  if (Paths.length === 0 || CallerReference === "")
    throw invalidArgument("An invalidation needs a caller reference and at least one path.");
  for (const path of Paths) checkPath(path);
  if (Paths.length > mostPaths) throw new AwsError("BatchTooLarge", "Too many paths.", { status: 413 });
  if (Paths.filter((path) => path.endsWith("*")).length > mostWildcards)
    throw new AwsError("TooManyInvalidationsInProgress", "Too many paths with a wildcard at a time.");
};

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html */
export const createInvalidation = (context: CloudFrontContext): Operation<CreateInvalidationInput> => ({
  access: ({ DistributionId }, call) => accessTo(distribution, call.operation, DistributionId, call),
  handle: ({ DistributionId, InvalidationBatch: batch }) => {
    requireOf(distribution, context, DistributionId);
    checkBatch(batch);
    const answer = (invalidation: Invalidation) => ({
      Location: `https://cloudfront.amazonaws.com/${apiVersion}/distribution/${DistributionId}/invalidation/${invalidation.id}`,
      Invalidation: invalidation,
    });
    const { invalidations } = context.stores;
    const earlier = invalidations
      .list()
      .find(
        (one) => one.distributionId === DistributionId && one.batch.CallerReference === batch.CallerReference,
      );
    // Asked for again, an invalidation is not made again: the paths may have been fetched anew since.
    if (earlier && isDeepStrictEqual(earlier.batch, batch)) return answer(earlier);
    if (earlier)
      throw invalidArgument(
        "Your request contains a caller reference that was used for a previous invalidation batch for the same distribution, but the content of the batch is different.",
      );
    const invalidation: Invalidation = {
      id: shortId("I"),
      distributionId: DistributionId,
      createdAt: context.now().toISOString(),
      batch,
    };
    invalidations.put(`${DistributionId}/${invalidation.id}`, invalidation);
    context.changes.invalidated(DistributionId, batch.Paths);
    return answer(invalidation);
  },
});
