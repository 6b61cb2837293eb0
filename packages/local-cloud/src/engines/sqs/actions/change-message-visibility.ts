import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidParameterValue, missingParameter } from "../errors.ts";
import type { Queue } from "../queues/queue.ts";

export interface VisibilityChange {
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
}

interface Input extends VisibilityChange {
  readonly QueueUrl?: string;
}

/** @throws `MissingParameter`, `InvalidParameterValue`, `ReceiptHandleIsInvalid`, `MessageNotInflight` */
export const changeOne = (
  { messages, clock }: SqsContext,
  queue: Queue,
  { ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }: VisibilityChange,
): void => {
  if (!receiptHandle) throw missingParameter("ReceiptHandle");
  if (seconds === undefined) throw missingParameter("VisibilityTimeout");
  if (seconds < 0 || seconds > 43_200)
    throw invalidParameterValue(
      seconds,
      "VisibilityTimeout",
      "VisibilityTimeout must be an integer between 0 and 43200",
    );
  messages.changeVisibility(queue, receiptHandle, seconds, clock());
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:ChangeMessageVisibility", (queue, input) => {
    changeOne(context, queue, input);
    return {};
  });
