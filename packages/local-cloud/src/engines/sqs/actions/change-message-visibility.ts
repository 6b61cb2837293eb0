import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { type VisibilityInput, visibilityChangeOf } from "../messages/visibility-change.ts";

interface Input extends VisibilityInput {
  readonly QueueUrl?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:ChangeMessageVisibility", (queue, input) => {
    const change = visibilityChangeOf(input);
    const [refusal] = context.messages.changeVisibility(queue, [change], context.clock());
    if (refusal) throw refusal;
    return {};
  });
