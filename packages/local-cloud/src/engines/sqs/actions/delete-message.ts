import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { missingParameter } from "../errors.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly ReceiptHandle?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:DeleteMessage", (queue, { ReceiptHandle: receiptHandle }) => {
    if (!receiptHandle) throw missingParameter("ReceiptHandle");
    const [refusal] = context.messages.delete(queue, [receiptHandle], context.clock());
    if (refusal) throw refusal;
    return {};
  });
