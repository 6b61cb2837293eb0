import { xmlMap } from "../../../gateway/protocols/query.ts";
import type { SnsContext } from "../context.ts";
import { onSubscription } from "../subscriptions/subscription-action.ts";
import { attributesOf } from "../subscriptions/subscription-attributes.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export const getSubscriptionAttributes = (context: SnsContext) =>
  onSubscription("sns:GetSubscriptionAttributes", (arn) => ({
    Attributes: xmlMap(attributesOf(context.subscriptions.require(arn), context.accountId)),
  }));
