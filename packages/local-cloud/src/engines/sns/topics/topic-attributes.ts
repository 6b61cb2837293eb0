import { PolicyError } from "../../../iam/policy-error.ts";
import { parsePolicy } from "../../../iam/policy-syntax.ts";
import { invalidParameter, notProvidedLocally } from "../errors.ts";
import { effectiveDeliveryPolicyOf, shownDeliveryPolicyOf } from "./delivery-policy.ts";
import type { Topic } from "./topic.ts";

const isJson = (value: string): boolean => {
  try {
    return typeof JSON.parse(value) === "object";
  } catch {
    return false;
  }
};
const isFlag = (value: string): boolean => value === "true" || value === "false";
const anything = (): boolean => true;

/**
 * Attributes that can be set, and which values they take.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
const rules: Readonly<Record<string, (value: string) => boolean>> = {
  ContentBasedDeduplication: isFlag,
  DeliveryPolicy: isJson,
  DisplayName: (value) => value.length <= 100,
  FifoThroughputScope: (value) => value === "Topic" || value === "MessageGroup",
  FifoTopic: isFlag,
  KmsMasterKeyId: anything,
  Policy: isJson,
  SignatureVersion: (value) => value === "1" || value === "2",
  TracingConfig: (value) => value === "PassThrough" || value === "Active",
};

const requirePolicy = (value: string, prefix: string): void => {
  try {
    parsePolicy(value, "resource");
  } catch (error) {
    if (error instanceof PolicyError) throw invalidParameter(`${prefix}Policy Error: ${error.message}`);
    throw error;
  }
};

/** Settings of the delivery status log: stored, since there is no CloudWatch to write to. */
const isFeedback = (name: string): boolean =>
  /^(HTTP|Firehose|Lambda|Application|SQS)(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn)$/.test(
    name,
  );

const fifoOnly = new Set(["ContentBasedDeduplication", "FifoThroughputScope"]);

/**
 * @param prefix how AWS names the place of the error: `Attributes Reason: ` in `CreateTopic`
 * @throws `InvalidParameter`
 */
export const requireValidAttribute = (name: string, value: string, fifo: boolean, prefix = ""): void => {
  if (isFeedback(name)) return;
  if (name === "ArchivePolicy")
    throw notProvidedLocally("message archives (ArchivePolicy)", "Leave the attribute out.");
  const valid = rules[name];
  if (!valid) throw invalidParameter(prefix === "" ? "AttributeName" : `${prefix}Unknown attribute ${name}`);
  if (fifoOnly.has(name) && !fifo)
    throw invalidParameter(`${prefix}${name} is only supported for FIFO topics`);
  if (name === "Policy" && value !== "") requirePolicy(value, prefix);
  // An empty value puts the default back.
  if (value !== "" && !valid(value)) throw invalidParameter(`${prefix}${name}: Invalid value [${value}]`);
};

export const defaultPolicyOf = (topic: Topic, accountId: string): string =>
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
        Resource: topic.arn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
      },
    ],
  });

/** The attributes as `GetTopicAttributes` shows them. */
export const attributesOf = (
  topic: Topic,
  accountId: string,
  subscriptionCount: number,
): Record<string, string> => ({
  TopicArn: topic.arn,
  Owner: accountId,
  DisplayName: "",
  Policy: defaultPolicyOf(topic, accountId),
  EffectiveDeliveryPolicy: effectiveDeliveryPolicyOf(topic.attributes.DeliveryPolicy),
  SubscriptionsConfirmed: String(subscriptionCount),
  SubscriptionsPending: "0",
  SubscriptionsDeleted: "0",
  ...(topic.fifo && {
    FifoTopic: "true",
    ContentBasedDeduplication: "false",
    FifoThroughputScope: "Topic",
  }),
  ...topic.attributes,
  ...(topic.attributes.DeliveryPolicy !== undefined && {
    DeliveryPolicy: shownDeliveryPolicyOf(topic.attributes.DeliveryPolicy),
  }),
});
