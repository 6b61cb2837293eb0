import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidParameterValue, missingParameter } from "../errors.ts";
import { statementsOf } from "../queues/queue-policy.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Label?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html */
export const removePermission = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:RemovePermission", (queue, { Label: label }) => {
    if (!label) throw missingParameter("Label");
    const statements = statementsOf(queue);
    const kept = statements.filter(({ Sid }) => Sid !== label);
    if (kept.length === statements.length)
      throw invalidParameterValue(
        label,
        "Label",
        queue.policy ? "can't find label on existing policy." : "can't find label.",
      );

    const { Policy: _, ...others } = queue.attributes;
    const policy = { ...queue.policy, Statement: kept };
    context.queues.update(queue, {
      attributes: kept.length === 0 ? others : { ...others, Policy: JSON.stringify(policy) },
      modifiedAt: context.clock(),
    });
    return {};
  });
