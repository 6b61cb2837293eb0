import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import { requireArn } from "../arn.ts";
import type { SnsContext } from "../context.ts";
import { resourceNotFound } from "../errors.ts";
import type { Topic } from "./topic.ts";

/** An operation on the tags of the topic that `ResourceArn` names. */
export const onTaggedTopic = <Input extends { readonly ResourceArn?: string }>(
  context: SnsContext,
  action: string,
  handle: (topic: Topic, input: Input) => object,
): Operation<Input> => ({
  access: ({ ResourceArn }) => [accessTo(context, action, requireArn(ResourceArn, "ResourceArn"))],
  handle: (input) => {
    const topic = context.topics.find(requireArn(input.ResourceArn, "ResourceArn"));
    if (!topic) throw resourceNotFound();
    return handle(topic, input);
  },
});
