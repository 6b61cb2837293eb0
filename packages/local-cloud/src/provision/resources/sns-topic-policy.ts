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

/**
 * A topic always has a policy; without one of its own it has this.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
const defaultPolicy = (topicArn: string, accountId: string): string =>
  JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish",
        ],
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
      },
    ],
  });

const resetPolicy = async (topics: readonly string[], context: ResourceContext) => {
  for (const topic of topics)
    await unlessAbsent(setPolicy(topic, defaultPolicy(topic, context.accountId), context));
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
