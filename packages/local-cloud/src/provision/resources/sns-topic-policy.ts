import { createHash } from "node:crypto";
import { unlessAbsent } from "./absent.ts";
import { mutable } from "./property-rules.ts";
import { defineResource, type ResourceContext } from "./resource-type.ts";
import { jsonText, list, required, text } from "./shape.ts";

const idOf = (topics: readonly string[]): string =>
  createHash("sha256")
    .update([...topics].sort().join())
    .digest("hex")
    .slice(0, 20);

const setPolicy = async (TopicArn: string, AttributeValue: string, { clients }: ResourceContext) => {
  const sns = await clients.sns();
  await sns.setTopicAttributes({ TopicArn, AttributeName: "Policy", AttributeValue });
};

/** A topic always has a policy: without one of its own, which an empty text stands for, the default one. */
const resetPolicy = async (topics: readonly string[], context: ResourceContext) => {
  for (const topic of topics) await unlessAbsent(setPolicy(topic, "", context));
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const topicPolicy = defineResource({
  type: "AWS::SNS::TopicPolicy",
  properties: { PolicyDocument: mutable(required(jsonText)), Topics: mutable(required(list(text))) },
  create: async ({ Topics, PolicyDocument }, context) => {
    for (const topic of Topics) await setPolicy(topic, PolicyDocument, context);
    return { physicalId: idOf(Topics), attributes: { Id: idOf(Topics) } };
  },
  update: async ({ Topics, PolicyDocument }, { physicalId, attributes, properties: before }, context) => {
    await resetPolicy(
      before.Topics.filter((topic) => !Topics.includes(topic)),
      context,
    );
    for (const topic of Topics) await setPolicy(topic, PolicyDocument, context);
    return { physicalId, attributes };
  },
  remove: (_id, { Topics }, context) => resetPolicy(Topics, context),
});
