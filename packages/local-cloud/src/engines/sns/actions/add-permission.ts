import type { PolicyDocument, PolicyStatement } from "../../../iam/policy.ts";
import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { invalidParameter, validationError } from "../errors.ts";
import { listOf } from "../input.ts";
import { policyOf, statementsOf } from "../topics/topic-policy.ts";

interface Input {
  readonly TopicArn?: string;
  readonly Label?: string;
  readonly AWSAccountId?: readonly string[] | string;
  readonly ActionName?: readonly string[] | string;
}

const grantable = new Set([
  "AddPermission",
  "DeleteTopic",
  "GetDataProtectionPolicy",
  "GetTopicAttributes",
  "ListSubscriptionsByTopic",
  "ListTagsForResource",
  "Publish",
  "PutDataProtectionPolicy",
  "RemovePermission",
  "SetTopicAttributes",
  "Subscribe",
]);

const oneOrMany = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? (values[0] ?? "") : values;

/** @see https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html */
export const addPermission = (context: SnsContext) =>
  onTopic<Input>(context, "sns:AddPermission", (topic, { Label: label, AWSAccountId, ActionName }) => {
    if (!label) throw validationError("label");
    const accounts = listOf(AWSAccountId);
    const actions = listOf(ActionName);
    if (accounts.length === 0) throw validationError("aWSAccountId");
    if (actions.length === 0) throw validationError("actionName");
    if (actions.some((action) => !grantable.has(action)))
      throw invalidParameter("Policy statement action out of service scope!");
    const policy = policyOf(topic, context.accountId);
    const statements = statementsOf(policy);
    if (statements.some(({ Sid }) => Sid === label)) throw invalidParameter("Statement already exists");

    const statement: PolicyStatement = {
      Sid: label,
      Effect: "Allow",
      Principal: { AWS: oneOrMany(accounts.map((account) => `arn:aws:iam::${account}:root`)) },
      Action: oneOrMany(actions.map((action) => `SNS:${action}`)),
      Resource: topic.arn,
    };
    const next: PolicyDocument = { ...policy, Statement: [...statements, statement] };
    context.topics.update(topic, { attributes: { ...topic.attributes, Policy: JSON.stringify(next) } });
    return {};
  });
