import { onQueue } from "../access.ts";
import { type BatchEntry, type BatchFailure, failureOf, requireValidBatch } from "../batch.ts";
import type { SqsContext } from "../context.ts";
import { batchRequestTooLong } from "../errors.ts";
import type { Draft } from "../messages/message.ts";
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
    const accepted: { entry: (typeof entries)[number]; draft: Draft }[] = [];
    const failed: BatchFailure[] = [];
    for (const entry of entries) {
      try {
        accepted.push({ entry, draft: draftOf(queue, entry, senderId) });
      } catch (error) {
        failed.push(failureOf(entry.Id, error));
      }
    }

    const drafts = accepted.map(({ draft }) => draft);
    const sent = drafts.length > 0 ? context.messages.send(queue, drafts, context.clock()) : [];
    const successful = accepted.flatMap(({ entry }, index) => {
      const receipt = sent[index];
      return receipt ? [{ Id: entry.Id, ...digestsOf(entry), ...receiptOf(receipt) }] : [];
    });
    return { Successful: successful, ...(failed.length > 0 && { Failed: failed }) };
  });
