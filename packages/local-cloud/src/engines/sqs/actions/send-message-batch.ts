import { onQueue } from "../access.ts";
import { type BatchEntry, requireValidBatch, runBatch } from "../batch.ts";
import type { SqsContext } from "../context.ts";
import { batchRequestTooLong } from "../errors.ts";
import { draftOf, type MessageInput, requireQueueParameters, sizeOf } from "../messages/message-draft.ts";
import { mebibyte } from "../queues/attribute-rules.ts";
import { senderIdOf } from "../sender-id.ts";
import { digestsOf, receiptOf } from "./send-message.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (BatchEntry & MessageInput)[];
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:SendMessage", (queue, input, { principal }) => {
    const entries = requireValidBatch(input.Entries, "SendMessageBatchRequestEntry");
    // What the queue's type demands of every message fails the whole batch.
    for (const entry of entries) requireQueueParameters(queue, entry);
    const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (size > mebibyte) throw batchRequestTooLong(mebibyte, size);

    const senderId = senderIdOf(principal);
    return runBatch(
      entries,
      (entry) => draftOf(queue, entry, senderId, "cannot be validated"),
      (drafts) => context.messages.send(queue, drafts, context.clock()),
      (entry, sent) => ({ ...digestsOf(entry), ...receiptOf(sent) }),
    );
  });
