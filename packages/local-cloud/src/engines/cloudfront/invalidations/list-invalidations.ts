import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import { distribution } from "../kinds/distribution.ts";
import { type PageInput, pageOf } from "../verbs/list.ts";
import { accessTo, requireOf } from "../verbs/named.ts";

interface ListInvalidationsInput extends PageInput {
  readonly DistributionId: string;
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListInvalidations.html */
export const listInvalidations = (context: CloudFrontContext): Operation<ListInvalidationsInput> => ({
  access: ({ DistributionId }, call) => accessTo(distribution, call.operation, DistributionId, call),
  handle: (input) => {
    requireOf(distribution, context, input.DistributionId);
    const own = context.stores.invalidations
      .list()
      .filter(({ distributionId }) => distributionId === input.DistributionId);
    return { Page: pageOf(own, input) };
  },
});
