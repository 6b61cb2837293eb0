import type { SnsContext } from "../context.ts";
import { listOf } from "../input.ts";
import { onTaggedTopic } from "../topics/tagged-topic.ts";

interface Input {
  readonly ResourceArn?: string;
  readonly TagKeys?: readonly string[] | string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export const untagResource = (context: SnsContext) =>
  onTaggedTopic<Input>(context, "sns:UntagResource", (topic, { TagKeys }) => {
    const keys = new Set(listOf(TagKeys));
    const tags = Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !keys.has(key)));
    context.topics.update(topic, { tags });
    return {};
  });
