import { unlessAbsent } from "./absent.ts";
import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { flag, list, object, oneOf, required, text } from "./shape.ts";
import { tag, tagChange } from "./tags.ts";

const protocols = oneOf(
  "sqs",
  "lambda",
  "http",
  "https",
  "email",
  "email-json",
  "sms",
  "firehose",
  "application",
);
const subscription = object({ Endpoint: required(text), Protocol: required(protocols) });

const properties = {
  TopicName: immutable(text),
  FifoTopic: immutable(flag),
  DisplayName: mutable(text),
  ContentBasedDeduplication: mutable(flag),
  FifoThroughputScope: mutable(oneOf("Topic", "MessageGroup")),
  Subscription: mutable(list(subscription)),
  Tags: mutable(list(tag)),
  KmsMasterKeyId: ignored("messages lie in the local state folder, which only its owner can read"),
  TracingConfig: ignored("traces go nowhere locally; the traceparent travels in the messages"),
  DeliveryStatusLogging: ignored("there is no CloudWatch to log to"),
  SignatureVersion: mutable(text),
  ArchivePolicy: refused("messages are not archived"),
  DataProtectionPolicy: refused("messages are not inspected"),
} as const;

type Topic = Properties<typeof properties>;

const nameOf = (topic: Topic, context: ResourceContext): string =>
  topic.TopicName ?? (topic.FifoTopic ? `${context.generatedName(251)}.fifo` : context.generatedName(256));

const arnOf = (topic: Topic, context: ResourceContext): string =>
  `arn:aws:sns:${context.region}:${context.accountId}:${nameOf(topic, context)}`;

const physical = (arn: string) => ({
  physicalId: arn,
  attributes: { TopicArn: arn, TopicName: arn.split(":").at(-1) ?? "" },
});

const attributesOf = (topic: Topic) => {
  const { DisplayName, ContentBasedDeduplication, FifoThroughputScope, SignatureVersion } = topic;
  return {
    ...(DisplayName === undefined ? {} : { DisplayName }),
    ...(ContentBasedDeduplication === undefined
      ? {}
      : { ContentBasedDeduplication: String(ContentBasedDeduplication) }),
    ...(FifoThroughputScope === undefined ? {} : { FifoThroughputScope }),
    ...(SignatureVersion === undefined ? {} : { SignatureVersion }),
  };
};

const defaults: Readonly<Record<string, string>> = {
  DisplayName: "",
  ContentBasedDeduplication: "false",
  FifoThroughputScope: "Topic",
  SignatureVersion: "1",
};

const key = ({ Protocol, Endpoint }: { Protocol: string; Endpoint: string }) => `${Protocol} ${Endpoint}`;

/** Brings the subscriptions that the topic itself declares from one list to the other. */
const subscribe = async (TopicArn: string, before: Topic, after: Topic, { clients }: ResourceContext) => {
  const sns = await clients.sns();
  const wanted = new Set(after.Subscription?.map(key));
  const superfluous = new Set(before.Subscription?.map(key).filter((one) => !wanted.has(one)));
  if (superfluous.size > 0) {
    const { Subscriptions = [] } = await sns.listSubscriptionsByTopic({ TopicArn });
    for (const { SubscriptionArn, Protocol = "", Endpoint = "" } of Subscriptions)
      if (superfluous.has(key({ Protocol, Endpoint }))) await sns.unsubscribe({ SubscriptionArn });
  }
  for (const { Protocol, Endpoint } of after.Subscription ?? [])
    await sns.subscribe({ TopicArn, Protocol, Endpoint });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topic = defineResource({
  type: "AWS::SNS::Topic",
  properties,
  nameProperty: "TopicName",
  find: async (topic, context) => {
    const TopicArn = arnOf(topic, context);
    const sns = await context.clients.sns();
    return (await unlessAbsent(sns.getTopicAttributes({ TopicArn }))) ? [TopicArn] : [];
  },
  create: async (topic, context) => {
    const sns = await context.clients.sns();
    await sns.createTopic({
      Name: nameOf(topic, context),
      Attributes: { ...attributesOf(topic), ...(topic.FifoTopic ? { FifoTopic: "true" } : {}) },
      ...(topic.Tags ? { Tags: [...topic.Tags] } : {}),
    });
    await subscribe(arnOf(topic, context), {}, topic, context);
    return physical(arnOf(topic, context));
  },
  update: async (topic, { physicalId: TopicArn, properties: before }, context) => {
    const sns = await context.clients.sns();
    const left = Object.keys(attributesOf(before)).map((name) => [name, defaults[name] ?? ""] as const);
    const attributes: Record<string, string> = { ...Object.fromEntries(left), ...attributesOf(topic) };
    for (const [AttributeName, AttributeValue] of Object.entries(attributes))
      await sns.setTopicAttributes({ TopicArn, AttributeName, AttributeValue });
    const { added, removed } = tagChange(before.Tags, topic.Tags);
    if (removed.length > 0) await sns.untagResource({ ResourceArn: TopicArn, TagKeys: removed });
    if (added.length > 0) await sns.tagResource({ ResourceArn: TopicArn, Tags: [...added] });
    await subscribe(TopicArn, before, topic, context);
    return physical(TopicArn);
  },
  remove: async (TopicArn, topic, context) => {
    await subscribe(TopicArn, topic, {}, context);
    // AWS answers DeleteTopic with success when there is no such topic.
    await (await context.clients.sns()).deleteTopic({ TopicArn });
  },
});
