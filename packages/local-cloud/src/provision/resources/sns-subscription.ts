import { given, unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource } from "./resource-type.ts";
import { flag, jsonText, oneOf, required, text } from "./shape.ts";

const properties = {
  TopicArn: immutable(required(text)),
  Protocol: immutable(required(text)),
  Endpoint: immutable(required(text)),
  FilterPolicy: mutable(jsonText),
  FilterPolicyScope: mutable(oneOf("MessageAttributes", "MessageBody")),
  RawMessageDelivery: mutable(flag),
  RedrivePolicy: mutable(jsonText),
  DeliveryPolicy: mutable(jsonText),
  SubscriptionRoleArn: mutable(text),
  Region: ignored("there is one region only"),
  ReplayPolicy: refused("messages are not archived"),
} as const;

type Subscription = Properties<typeof properties>;

const attributesOf = (subscription: Subscription): Record<string, string> => {
  const { TopicArn: _topic, Protocol: _protocol, Endpoint: _endpoint, ...settings } = subscription;
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
};

/**
 * What an attribute that leaves the template goes back to. In the order in which AWS wants them set: a policy
 * is checked against the scope that is in force.
 */
const defaults: Readonly<Record<string, string>> = {
  FilterPolicyScope: "MessageAttributes",
  FilterPolicy: "{}",
  RawMessageDelivery: "false",
  RedrivePolicy: "",
  DeliveryPolicy: "",
  SubscriptionRoleArn: "",
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscription = defineResource({
  type: "AWS::SNS::Subscription",
  properties,
  create: async (subscription, { clients }) => {
    const sns = await clients.sns();
    const { TopicArn, Protocol, Endpoint } = subscription;
    // Subscribing the same endpoint again answers the same subscription, hence no `find`.
    const { SubscriptionArn } = await sns.subscribe({
      TopicArn,
      Protocol,
      Endpoint,
      Attributes: attributesOf(subscription),
      ReturnSubscriptionArn: true,
    });
    const arn = given(SubscriptionArn, "SubscriptionArn");
    return { physicalId: arn, attributes: { Arn: arn } };
  },
  update: async (subscription, { physicalId, attributes, properties: before }, { clients }) => {
    const sns = await clients.sns();
    const earlier = attributesOf(before);
    const later = attributesOf(subscription);
    // A policy of one scope need not be one of the other.
    if (earlier.FilterPolicyScope !== later.FilterPolicyScope && "FilterPolicy" in earlier)
      await sns.setSubscriptionAttributes({
        SubscriptionArn: physicalId,
        AttributeName: "FilterPolicy",
        AttributeValue: "{}",
      });
    for (const [AttributeName, fallback] of Object.entries(defaults)) {
      const AttributeValue = later[AttributeName] ?? (AttributeName in earlier ? fallback : undefined);
      if (AttributeValue !== undefined)
        await sns.setSubscriptionAttributes({ SubscriptionArn: physicalId, AttributeName, AttributeValue });
    }
    return { physicalId, attributes };
  },
  remove: async (SubscriptionArn, _subscription, { clients }) => {
    await unlessAbsent((await clients.sns()).unsubscribe({ SubscriptionArn }));
  },
});
