import type { SnsContext } from "../context.ts";
import { validationError } from "../errors.ts";
import { onSubscription } from "../subscriptions/subscription-action.ts";
import { applyAttributes, requireFittingDeadLetterQueue } from "../subscriptions/subscription-attributes.ts";

interface Input {
  readonly SubscriptionArn?: string;
  readonly AttributeName?: string;
  readonly AttributeValue?: string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export const setSubscriptionAttributes = (context: SnsContext) =>
  onSubscription<Input>(
    "sns:SetSubscriptionAttributes",
    (arn, { AttributeName: name, AttributeValue: value = "" }) => {
      const subscription = context.subscriptions.require(arn);
      if (name === undefined) throw validationError("attributeName");
      const attributes = applyAttributes(subscription.attributes, { [name]: value }, "");
      requireFittingDeadLetterQueue(subscription.endpoint, attributes, "");
      context.subscriptions.setAttributes(subscription, attributes);
      return {};
    },
  );
