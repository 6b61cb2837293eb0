import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../state/database.ts";
import { deduplicationScopeOf, numberOf, type Queue } from "../queues/queue.ts";
import type { Arrivals } from "./arrivals.ts";
import { openDeduplication } from "./deduplication.ts";
import { openGroupHeads } from "./group-heads.ts";
import { type Draft, type Sent, type StoredMessage, sequenceNumberOf } from "./message.ts";
import { type MessageTable, openMessageTable } from "./message-table.ts";
import { changeVisibility, deleteReceipt, type VisibilityChange } from "./receipts.ts";
import { createReceiver, type ReceiveOptions } from "./receiver.ts";
import { type Refusal, refusalOf } from "./refusal.ts";

export interface MessageCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface Move {
  readonly message: StoredMessage;
  readonly to: Queue;
}

/**
 * The messages of all queues. Every method is one transaction: what it answers is on disk.
 * Times are epoch milliseconds.
 */
export interface MessageStore {
  send(queue: Queue, drafts: readonly Draft[], now: number): readonly Sent[];
  /** What can be received now; at once, without waiting. */
  receive(queue: Queue, options: ReceiveOptions, now: number): readonly StoredMessage[];
  /** When the next hidden message may become visible. */
  nextVisibleAt(queue: Queue, now: number): number | undefined;
  hasInFlight(queue: Queue, now: number, count: number): boolean;
  /**
   * Deletes by receipts: those that are refused do not keep the others from it.
   *
   * @returns per receipt the error, if any: `ReceiptHandleIsInvalid`, or of an expired one in a FIFO queue
   */
  delete(queue: Queue, receiptHandles: readonly string[], now: number): readonly Refusal[];
  /** @returns per change the error, if any: `ReceiptHandleIsInvalid`, `MessageNotInflight`, `InvalidParameterValue` */
  changeVisibility(queue: Queue, changes: readonly VisibilityChange[], now: number): readonly Refusal[];
  purge(queue: Queue): void;
  counts(queue: Queue, now: number): MessageCounts;
  /** The longest visible messages, for a move task. */
  peek(queue: Queue, limit: number, now: number): readonly StoredMessage[];
  /** Moves messages, as new ones, from one queue to others. `record` runs in the same transaction. */
  moveAll(from: Queue, moves: readonly Move[], now: number, record: () => void): void;
}

/** How often a queue is searched for messages that outlived their retention. */
const sweepEveryMilliseconds = 1000;

export const openMessageStore = (
  database: DatabaseSync,
  arrivals: Arrivals,
  queueByArn: (arn: string) => Queue | undefined,
): MessageStore => {
  const table: MessageTable = openMessageTable(database);
  const groups = openGroupHeads(database);
  const deduplication = openDeduplication(database);
  const sweptAt = new Map<number, number>();

  const add = (queue: Queue, message: Omit<StoredMessage, "position" | "queue_id">): number => {
    const position = table.insert({ ...message, queue_id: queue.id });
    if (queue.fifo && message.group_id !== null)
      groups.appended(queue.id, message.group_id, position, message.visible_at);
    return position;
  };

  const removeFrom = (queue: Queue, message: StoredMessage): void => {
    table.remove(message.position);
    if (queue.fifo && message.group_id !== null) groups.refresh(queue.id, message.group_id);
  };

  /** Retention counts from when a message was sent, whatever happened to it since. */
  const sweep = (queue: Queue, now: number): void => {
    if (now - (sweptAt.get(queue.id) ?? 0) < sweepEveryMilliseconds) return;
    sweptAt.set(queue.id, now);
    const lost = table.removeSentBefore(queue.id, now - numberOf(queue, "MessageRetentionPeriod") * 1000);
    if (!queue.fifo) return;
    for (const group of lost) groups.refresh(queue.id, group);
    deduplication.forgetExpired(queue.id, now);
  };

  const sendOne = (queue: Queue, draft: Draft, now: number): Sent => {
    const scope = deduplicationScopeOf(queue, draft.groupId ?? "");
    const known =
      draft.deduplicationId === undefined
        ? undefined
        : deduplication.find(queue.id, scope, draft.deduplicationId, now);
    if (known) return { messageId: known.messageId, sequenceNumber: sequenceNumberOf(known.position) };

    const messageId = randomUUID();
    const position = add(queue, {
      message_id: messageId,
      sender_id: draft.senderId,
      sent_at: now,
      visible_at: now + draft.delaySeconds * 1000,
      receive_count: 0,
      received_at: null,
      first_received_at: null,
      group_id: draft.groupId ?? null,
      deduplication_id: draft.deduplicationId ?? null,
      dead_letter_source_arn: null,
      trace_header: draft.traceHeader ?? null,
      attributes: Object.keys(draft.attributes).length === 0 ? null : JSON.stringify(draft.attributes),
      body: draft.body,
    });
    if (draft.deduplicationId !== undefined)
      deduplication.remember(queue.id, scope, draft.deduplicationId, { messageId, position }, now);
    return { messageId, sequenceNumber: queue.fifo ? sequenceNumberOf(position) : undefined };
  };

  /**
   * A message keeps its age on the way to the dead-letter queue of a standard queue, and starts anew in that
   * of a FIFO queue, where its own id also replaces the deduplication id.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
   */
  const bury = (queue: Queue, message: StoredMessage, deadLetterQueue: Queue, now: number): void => {
    removeFrom(queue, message);
    add(deadLetterQueue, {
      ...message,
      sent_at: queue.fifo ? now : message.sent_at,
      visible_at: now,
      received_at: null,
      deduplication_id: queue.fifo ? message.message_id : null,
      dead_letter_source_arn: queue.arn,
    });
  };

  const receiver = createReceiver({ database, table, groups, bury, queueByArn });
  const receipts = { table, groups, removeFrom };

  return {
    send: (queue, drafts, now) => {
      const sent = inTransaction(database, () => {
        sweep(queue, now);
        return drafts.map((draft) => sendOne(queue, draft, now));
      });
      arrivals.announce(queue.id);
      return sent;
    },

    receive: (queue, options, now) => {
      const { messages, buriedIn } = inTransaction(database, () => {
        sweep(queue, now);
        return receiver.receive(queue, options, now);
      });
      if (buriedIn !== undefined) arrivals.announce(buriedIn);
      // What is received with no timeout is there for others at once.
      if (options.visibilitySeconds === 0 && messages.length > 0) arrivals.announce(queue.id);
      return messages;
    },

    nextVisibleAt: (queue, now) =>
      queue.fifo ? groups.nextAvailableAt(queue.id, now) : table.nextVisibleAt(queue.id, now),

    hasInFlight: (queue, now, count) => table.hasInFlight(queue.id, now, count),

    delete: (queue, receiptHandles, now) => {
      const refusals = inTransaction(database, () =>
        receiptHandles.map((handle) => refusalOf(() => deleteReceipt(receipts, queue, handle, now))),
      );
      // The next message of the group can now be received.
      if (queue.fifo) arrivals.announce(queue.id);
      return refusals;
    },

    changeVisibility: (queue, changes, now) => {
      const refusals = inTransaction(database, () =>
        changes.map((change) => refusalOf(() => changeVisibility(receipts, queue, change, now))),
      );
      arrivals.announce(queue.id);
      return refusals;
    },

    purge: (queue) => {
      inTransaction(database, () => {
        const groupsLeft = table.removeSentBefore(queue.id, Number.MAX_SAFE_INTEGER);
        if (!queue.fifo) return;
        for (const group of groupsLeft) groups.refresh(queue.id, group);
        deduplication.forgetAll(queue.id);
      });
    },

    counts: (queue, now) => {
      inTransaction(database, () => sweep(queue, now));
      return table.counts(queue.id, now);
    },

    peek: (queue, limit, now) => table.visible(queue.id, now, limit),

    moveAll: (from, moves, now, record) => {
      inTransaction(database, () => {
        for (const { message, to } of moves) {
          removeFrom(from, message);
          add(to, {
            ...message,
            message_id: randomUUID(),
            sent_at: now,
            visible_at: now,
            receive_count: 0,
            received_at: null,
            first_received_at: null,
            dead_letter_source_arn: null,
          });
        }
        record();
      });
      for (const { to } of moves) arrivals.announce(to.id);
    },
  };
};
