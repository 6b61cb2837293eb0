import type { BatchVerdict } from "./batch-response.ts";
import type { ReceivedMessage } from "./queue-event.ts";

/**
 * The messages of a batch that are done, and may be deleted.
 *
 * In a FIFO queue nothing of a group is done after the group's first failure: deleting a later message and delivering
 * the earlier one again would turn their order around. AWS asks functions to report the rest of the group as failed
 * for that reason; a function that forgets to is held to it here.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export const doneMessages = (
  messages: readonly ReceivedMessage[],
  verdict: BatchVerdict,
): readonly ReceivedMessage[] => {
  if (verdict.kind === "success") return messages;
  if (verdict.kind === "failure") return [];
  const failed = new Set(verdict.failed);
  const blockedGroups = new Set<string>();
  return messages.filter((message) => {
    const group = message.Attributes?.MessageGroupId;
    if (failed.has(message.MessageId)) {
      if (isFifo(message) && group !== undefined) blockedGroups.add(group);
      return false;
    }
    return group === undefined || !blockedGroups.has(group);
  });
};

/** Messages of standard queues may have groups too, for fairness; only FIFO ones have an order to keep. */
const isFifo = (message: ReceivedMessage): boolean => message.Attributes?.SequenceNumber !== undefined;
