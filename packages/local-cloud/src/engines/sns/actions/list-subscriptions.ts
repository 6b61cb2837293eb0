import type { Operation } from "../../../gateway/engine.ts";
import type { SnsContext } from "../context.ts";
import { pageOf } from "../page.ts";
import type { Subscription } from "../subscriptions/subscription.ts";

interface Input {
  readonly NextToken?: string;
}

/** A subscription as lists show it. */
export const listedOf = (subscription: Subscription, owner: string) => ({
  SubscriptionArn: subscription.arn,
  Owner: owner,
  Protocol: subscription.protocol,
  Endpoint: subscription.endpoint,
  TopicArn: subscription.topicArn,
});

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export const listSubscriptions = (context: SnsContext): Operation<Input> => ({
  access: () => [{ action: "sns:ListSubscriptions", resources: ["*"] }],

  handle: ({ NextToken }) => {
    const { items, nextToken } = pageOf(context.subscriptions.all(), ({ arn }) => arn, NextToken);
    return {
      Subscriptions: items.map((subscription) => listedOf(subscription, context.accountId)),
      NextToken: nextToken,
    };
  },
});
