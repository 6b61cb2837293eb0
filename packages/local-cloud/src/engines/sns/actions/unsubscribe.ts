import type { SnsContext } from "../context.ts";
import { onSubscription } from "../subscriptions/subscription-action.ts";

/** Unsubscribing twice is fine. @see https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export const unsubscribe = (context: SnsContext) =>
  onSubscription("sns:Unsubscribe", (arn) => {
    context.subscriptions.remove(arn);
    return {};
  });
