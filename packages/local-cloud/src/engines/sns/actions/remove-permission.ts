import { onTopic } from "../access.ts";
import type { SnsContext } from "../context.ts";
import { validationError } from "../errors.ts";
import { policyOf, statementsOf } from "../topics/topic-policy.ts";

interface Input {
  readonly TopicArn?: string;
  readonly Label?: string;
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_RemovePermission.html */
export const removePermission = (context: SnsContext) =>
  onTopic<Input>(context, "sns:RemovePermission", (topic, { Label: label }) => {
    if (!label) throw validationError("label");
    const policy = policyOf(topic, context.accountId);
    const next = { ...policy, Statement: statementsOf(policy).filter(({ Sid }) => Sid !== label) };
    context.topics.update(topic, { attributes: { ...topic.attributes, Policy: JSON.stringify(next) } });
    return {};
  });
