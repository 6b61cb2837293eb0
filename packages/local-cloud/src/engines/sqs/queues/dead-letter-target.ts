import type { SqsContext } from "../context.ts";
import { invalidParameterValue } from "../errors.ts";
import type { Queue } from "./queue.ts";
import { allowsRedriveFrom, parseRedrivePolicy } from "./redrive-policy.ts";

/**
 * A dead-letter queue must exist, be of the same type, and let this queue use it.
 *
 * @throws `InvalidParameterValue`
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export const requireUsableDeadLetterQueue = (
  { queues }: SqsContext,
  source: Pick<Queue, "arn" | "fifo">,
  redrivePolicy: string | undefined,
): void => {
  if (!redrivePolicy) return;
  const refuse = (reason: string) => invalidParameterValue(redrivePolicy, "RedrivePolicy", reason);
  const { deadLetterTargetArn } = parseRedrivePolicy(redrivePolicy);
  const target = queues.byArn(deadLetterTargetArn);
  if (!target) throw refuse("Dead letter target does not exist.");
  if (target.fifo !== source.fifo)
    throw refuse("Dead-letter queue must be same type of queue as the source.");
  if (!allowsRedriveFrom(target.attributes.RedriveAllowPolicy, source.arn))
    throw refuse("Dead letter target does not allow this queue to use it (RedriveAllowPolicy).");
};
