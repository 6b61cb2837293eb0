import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { pageOf } from "../page.ts";
import { listedOf } from "./list-subscriptions.ts";

interface Input {
  readonly TopicArn?: string;
  readonly NextToken?: string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic = (context: SnsContext) =>
  onTopic<Input>(context, "sns:ListSubscriptionsByTopic", (topic, { NextToken }) => {
    const subscriptions = context.subscriptions.ofTopic(topic.arn);
    const { items, nextToken } = pageOf(subscriptions, ({ arn }) => arn, NextToken);
    return {
      Subscriptions: items.map((subscription) => listedOf(subscription, context.accountId)),
      NextToken: nextToken,
    };
  });
