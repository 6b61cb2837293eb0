import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidAttributeValue, missingParameter } from "../errors.ts";
import { applyAttributes, requireValidAttributes, spelledAsShown } from "../queues/attribute-rules.ts";
import { requireUsableDeadLetterQueue } from "../queues/dead-letter-target.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:SetQueueAttributes", (queue, { Attributes = {} }) => {
    const changes = spelledAsShown(Attributes);
    if (Object.keys(changes).length === 0) throw missingParameter("Attribute.Name");
    requireValidAttributes(changes, queue.fifo);
    if (changes.FifoQueue === "false")
      throw invalidAttributeValue("FifoQueue", "Modifying queue type is not supported.");
    requireUsableDeadLetterQueue(context, queue, changes.RedrivePolicy);
    const attributes = applyAttributes(queue.attributes, changes);
    context.queues.update(queue, { attributes, modifiedAt: context.clock() });
    // A changed policy or timeout can concern whoever waits.
    context.arrivals.announce(queue.id);
    return {};
  });
