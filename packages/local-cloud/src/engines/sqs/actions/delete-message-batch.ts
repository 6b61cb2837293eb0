import { onQueue } from "../access.ts";
import { type BatchEntry, eachEntry, requireValidBatch } from "../batch.ts";
import type { SqsContext } from "../context.ts";
import { missingParameter } from "../errors.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (BatchEntry & { readonly ReceiptHandle?: string })[];
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:DeleteMessage", (queue, { Entries }) =>
    eachEntry(requireValidBatch(Entries, "DeleteMessageBatchRequestEntry"), ({ Id, ReceiptHandle }) => {
      if (!ReceiptHandle) throw missingParameter("ReceiptHandle");
      context.messages.delete(queue, ReceiptHandle, context.clock());
      return { Id };
    }),
  );
