import type { MessageAttributes } from "./message-attributes.ts";

/** A checked message on its way into a queue. */
export interface Draft {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceHeader: string | undefined;
  readonly senderId: string;
  /** Seconds until it can first be received. */
  readonly delaySeconds: number;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

/** What the sender learns. */
export interface Sent {
  readonly messageId: string;
  /** FIFO queues only. */
  readonly sequenceNumber: string | undefined;
}

/** A message as stored. Times are epoch milliseconds. */
export interface StoredMessage {
  /** Grows with every message ever sent; the order of a FIFO queue. */
  readonly position: number;
  readonly queue_id: number;
  readonly message_id: string;
  readonly sender_id: string;
  readonly sent_at: number;
  readonly visible_at: number;
  readonly receive_count: number;
  readonly received_at: number | null;
  readonly first_received_at: number | null;
  readonly group_id: string | null;
  readonly deduplication_id: string | null;
  readonly dead_letter_source_arn: string | null;
  readonly trace_header: string | null;
  readonly attributes: string | null;
  readonly body: string;
}

/**
 * Twenty digits that grow with the position, as AWS's do.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-key-terms.html
 */
export const sequenceNumberOf = (position: number): string =>
  String(18_850_000_000_000_000_000n + BigInt(position) * 256n);
