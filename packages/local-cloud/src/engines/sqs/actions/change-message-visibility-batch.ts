import { onQueue } from "../access.ts";
import { type BatchEntry, eachEntry, requireValidBatch } from "../batch.ts";
import type { SqsContext } from "../context.ts";
import { changeOne, type VisibilityChange } from "./change-message-visibility.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Entries?: readonly (BatchEntry & VisibilityChange)[];
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:ChangeMessageVisibility", (queue, { Entries }) =>
    eachEntry(requireValidBatch(Entries, "ChangeMessageVisibilityBatchRequestEntry"), (entry) => {
      changeOne(context, queue, entry);
      return { Id: entry.Id };
    }),
  );
