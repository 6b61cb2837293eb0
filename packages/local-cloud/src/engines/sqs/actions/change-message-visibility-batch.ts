import { onQueue } from "../access.ts";
import { type BatchEntry, requireValidBatch, runBatch } from "../batch.ts";
import type { SqsContext } from "../context.ts";
import { type VisibilityInput, visibilityChangeOf } from "../messages/visibility-change.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (BatchEntry & VisibilityInput)[];
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:ChangeMessageVisibility", (queue, { Entries }) =>
    runBatch(
      requireValidBatch(Entries, "ChangeMessageVisibilityBatchRequestEntry"),
      visibilityChangeOf,
      (changes) => context.messages.changeVisibility(queue, changes, context.clock()),
    ),
  );
