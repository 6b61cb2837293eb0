import type { ApiCall, Operation } from "../../../gateway/engine.ts";
import { requireArn } from "../arn.ts";
import { invalidParameter } from "../errors.ts";

/** `arn:aws:sns:<region>:<account>:<topic>:<id>` */
const subscriptionArnElements = 7;

const requireSubscriptionArn = (value: string | undefined): string => {
  const arn = requireArn(value, "SubscriptionArn");
  if (arn.split(":").length < subscriptionArnElements) throw invalidParameter("SubscriptionId");
  return arn;
};

/** An operation on the subscription that `SubscriptionArn` names, there or not. */
export const onSubscription = <Input extends { readonly SubscriptionArn?: string }>(
  action: string,
  handle: (subscriptionArn: string, input: Input, call: ApiCall) => object,
): Operation<Input> => ({
  access: ({ SubscriptionArn }) => [{ action, resources: [requireSubscriptionArn(SubscriptionArn)] }],
  handle: (input, call) => handle(requireSubscriptionArn(input.SubscriptionArn), input, call),
});
