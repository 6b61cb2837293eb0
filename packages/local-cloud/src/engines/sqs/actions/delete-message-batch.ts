import { onQueue } from "../access.ts";
import { type BatchEntry, requireValidBatch, runBatch } from "../batch.ts";
import type { SqsContext } from "../context.ts";
import { missingParameter } from "../errors.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (BatchEntry & { readonly ReceiptHandle?: string })[];
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:DeleteMessage", (queue, { Entries }) =>
    runBatch(
      requireValidBatch(Entries, "DeleteMessageBatchRequestEntry"),
      ({ ReceiptHandle: receiptHandle }) => {
        if (!receiptHandle) throw missingParameter("ReceiptHandle");
        return receiptHandle;
      },
      (receiptHandles) => context.messages.delete(queue, receiptHandles, context.clock()),
    ),
  );
