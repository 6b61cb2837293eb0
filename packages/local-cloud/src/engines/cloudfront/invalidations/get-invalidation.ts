import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import { absent } from "../errors.ts";
import { distribution } from "../kinds/distribution.ts";
import { accessTo, requireOf } from "../verbs/named.ts";

interface GetInvalidationInput {
  readonly DistributionId: string;
  readonly Id: string;
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_GetInvalidation.html */
export const getInvalidation = (context: CloudFrontContext): Operation<GetInvalidationInput> => ({
  access: ({ DistributionId }, call) => accessTo(distribution, call.operation, DistributionId, call),
  handle: ({ DistributionId, Id }) => {
    requireOf(distribution, context, DistributionId);
    const found = context.stores.invalidations.get(`${DistributionId}/${Id}`);
    if (!found) throw absent("NoSuchInvalidation", "invalidation");
    return { Invalidation: found };
  },
});
