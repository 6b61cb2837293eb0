import type { Operation } from "../../../gateway/engine.ts";
import type { CloudFrontContext } from "../context.ts";
import { distribution } from "../kinds/distribution.ts";
import { answerCreated, createOf } from "../verbs/create.ts";
import { accessTo } from "../verbs/named.ts";
import type { DistributionConfigWithTags } from "../wire/tags.ts";
import { saveTags, tagMapOf } from "./tags.ts";

interface CreateInput {
  readonly DistributionConfigWithTags: DistributionConfigWithTags;
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html */
export const createDistributionWithTags = (context: CloudFrontContext): Operation<CreateInput> => ({
  access: (_input, call) => [
    ...accessTo(distribution, "CreateDistribution", "*", call),
    ...accessTo(distribution, "TagResource", "*", call),
  ],
  handle: async ({ DistributionConfigWithTags: { DistributionConfig, Tags } }) => {
    const tags = tagMapOf(Tags);
    const stored = createOf(distribution, context, DistributionConfig);
    saveTags(context, stored.id, tags);
    await context.changes.changed();
    return answerCreated(distribution, stored);
  },
});
