import type { SnsContext } from "../context.ts";
import { onTaggedTopic } from "../topics/tagged-topic.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export const listTagsForResource = (context: SnsContext) =>
  onTaggedTopic(context, "sns:ListTagsForResource", ({ tags }) => ({
    Tags: Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value })),
  }));
