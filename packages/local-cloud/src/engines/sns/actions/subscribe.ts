import type { ApiCall } from "../../../gateway/engine.ts";
import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { mapOf } from "../input.ts";
import { requireEndpoint } from "../subscriptions/protocols.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import {
  applyAttributes,
  attributesOf,
  requireFittingDeadLetterQueue,
  type SubscriptionAttributes,
  scopeOf,
} from "../subscriptions/subscription-attributes.ts";

interface Input {
  readonly TopicArn?: string;
  readonly Protocol?: string;
  readonly Endpoint?: string;
  readonly Attributes?: SubscriptionAttributes | string;
}

const prefix = "Attributes Reason: ";

/** Subscribing again is fine as long as nothing would change. */
const requireSame = (existing: Subscription, attributes: SubscriptionAttributes, owner: string): void => {
  const current: SubscriptionAttributes = {
    ...attributesOf(existing, owner),
    FilterPolicyScope: scopeOf(existing.attributes),
  };
  for (const [name, value] of Object.entries(attributes))
    if (current[name] !== value)
      throw invalidParameter(`${prefix}Subscription already exists with different attributes`);
};

const principalOf = ({ principal, accountId }: ApiCall): string =>
  "arn" in principal ? principal.arn : `arn:aws:iam::${accountId}:root`;

/**
 * Queues and functions need no confirmation: their subscription is there at once, and its ARN is answered with
 * or without `ReturnSubscriptionArn`.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export const subscribe = (context: SnsContext) =>
  onTopic<Input>(context, "sns:Subscribe", (topic, input, call) => {
    const { protocol, endpoint } = requireEndpoint(topic, input.Protocol, input.Endpoint);
    const attributes = applyAttributes({}, mapOf(input.Attributes), prefix);
    requireFittingDeadLetterQueue(endpoint, attributes, prefix);

    const existing = context.subscriptions
      .ofTopic(topic.arn)
      .find((other) => other.protocol === protocol && other.endpoint === endpoint);
    if (existing) requireSame(existing, attributes, context.accountId);
    const subscription =
      existing ??
      context.subscriptions.create(
        { topicArn: topic.arn, protocol, endpoint, principal: principalOf(call), attributes },
        context.clock(),
      );
    return { SubscriptionArn: subscription.arn };
  });
