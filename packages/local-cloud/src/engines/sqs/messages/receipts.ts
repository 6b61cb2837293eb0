import { invalidParameterValue, messageNotInflight } from "../errors.ts";
import type { Queue } from "../queues/queue.ts";
import type { GroupHeads } from "./group-heads.ts";
import type { StoredMessage } from "./message.ts";
import type { MessageTable } from "./message-table.ts";
import { parseReceiptHandle } from "./receipt-handle.ts";

interface Receipts {
  readonly table: MessageTable;
  readonly groups: GroupHeads;
  readonly removeFrom: (queue: Queue, message: StoredMessage) => void;
}

export interface VisibilityChange {
  readonly receiptHandle: string;
  /** From now on. */
  readonly seconds: number;
}

/** Twelve hours after it was received, a message comes back whatever its consumer asks for. */
const longestSeconds = 43_200;

const expired = (receiptHandle: string) =>
  invalidParameterValue(receiptHandle, "ReceiptHandle", "The receipt handle has expired.");

/**
 * Deletes what the receipt names. A message that is gone, or (standard queues) was received again since,
 * is left alone without an error; a FIFO queue refuses a receipt that has expired.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html
 */
export const deleteReceipt = (
  { table, removeFrom }: Receipts,
  queue: Queue,
  receiptHandle: string,
  now: number,
): void => {
  const { position, receiveCount } = parseReceiptHandle(receiptHandle, queue.id);
  const message = table.get(queue.id, position);
  if (!message) return;
  const newest = message.receive_count === receiveCount;
  if (queue.fifo && (!newest || message.visible_at <= now)) throw expired(receiptHandle);
  if (newest) removeFrom(queue, message);
};

/**
 * A standard queue takes every receipt of a message that is still there, also when its timeout has passed or
 * the message was received again since; a FIFO queue only the newest, in time.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
 */
export const changeVisibility = (
  { table, groups }: Receipts,
  queue: Queue,
  { receiptHandle, seconds }: VisibilityChange,
  now: number,
): void => {
  const { position, receiveCount } = parseReceiptHandle(receiptHandle, queue.id);
  const message = table.get(queue.id, position);
  if (!message)
    throw invalidParameterValue(
      receiptHandle,
      "ReceiptHandle",
      "Message does not exist or is not available for visibility timeout change.",
    );
  const inTime = message.visible_at > now && message.receive_count === receiveCount;
  if (queue.fifo && !inTime) throw messageNotInflight();
  const elapsedSeconds = Math.floor((now - (message.received_at ?? now)) / 1000);
  if (elapsedSeconds + seconds > longestSeconds)
    throw invalidParameterValue(
      seconds,
      "VisibilityTimeout",
      `Total VisibilityTimeout for the message is beyond the limit [${longestSeconds} seconds]`,
    );
  table.setVisibleAt(position, now + seconds * 1000);
  if (queue.fifo && message.group_id !== null) groups.refresh(queue.id, message.group_id);
};
