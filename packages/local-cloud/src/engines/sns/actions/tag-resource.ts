import type { SnsContext } from "../context.ts";
import { listOf } from "../input.ts";
import { onTaggedTopic } from "../topics/tagged-topic.ts";
import { requireTagQuota, tagsOf, type WireTag } from "../topics/tags.ts";

interface Input {
  readonly ResourceArn?: string;
  readonly Tags?: readonly WireTag[] | string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export const tagResource = (context: SnsContext) =>
  onTaggedTopic<Input>(context, "sns:TagResource", (topic, { Tags }) => {
    context.topics.update(topic, { tags: requireTagQuota({ ...topic.tags, ...tagsOf(listOf(Tags)) }) });
    return {};
  });
