import { xmlMap } from "../../../gateway/protocols/query.ts";
import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { attributesOf } from "../topics/topic-attributes.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const getTopicAttributes = (context: SnsContext) =>
  onTopic(context, "sns:GetTopicAttributes", (topic) => {
    const subscriptionCount = context.subscriptions.ofTopic(topic.arn).length;
    return { Attributes: xmlMap(attributesOf(topic, context.accountId, subscriptionCount)) };
  });
