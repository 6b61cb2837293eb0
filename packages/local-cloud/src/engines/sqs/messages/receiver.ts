import type { DatabaseSync } from "node:sqlite";
import type { Queue } from "../queues/queue.ts";
import type { GroupHeads } from "./group-heads.ts";
import type { StoredMessage } from "./message.ts";
import type { MessageTable } from "./message-table.ts";
import { openReceiveAttempts } from "./receive-attempts.ts";

export interface ReceiveOptions {
  readonly maximum: number;
  readonly visibilitySeconds: number;
  /** FIFO only: repeats the answer of a receive that got lost on its way. */
  readonly attemptId?: string | undefined;
}

export interface Received {
  readonly messages: readonly StoredMessage[];
  /** The dead-letter queue that got messages meanwhile. */
  readonly buriedIn: number | undefined;
}

export interface Receiver {
  receive(queue: Queue, options: ReceiveOptions, now: number): Received;
}

interface Parts {
  readonly database: DatabaseSync;
  readonly table: MessageTable;
  readonly groups: GroupHeads;
  readonly bury: (queue: Queue, message: StoredMessage, deadLetterQueue: Queue, now: number) => void;
  readonly queueByArn: (arn: string) => Queue | undefined;
}

export const createReceiver = ({ database, table, groups, bury, queueByArn }: Parts): Receiver => {
  const attempts = openReceiveAttempts(database);

  const receive = (queue: Queue, { maximum, visibilitySeconds }: ReceiveOptions, now: number): Received => {
    const visibleAt = now + visibilitySeconds * 1000;
    // A dead-letter queue that is gone takes nothing: the message stays where it is.
    const deadLetterQueue = queue.redrive && queueByArn(queue.redrive.deadLetterTargetArn);
    const maxReceiveCount = queue.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY;
    const messages: StoredMessage[] = [];
    let buried = 0;

    const take = (message: StoredMessage): void => {
      if (deadLetterQueue && message.receive_count >= maxReceiveCount) {
        bury(queue, message, deadLetterQueue, now);
        buried++;
        return;
      }
      table.receive(message.position, now, visibleAt);
      messages.push({
        ...message,
        visible_at: visibleAt,
        receive_count: message.receive_count + 1,
        received_at: now,
        first_received_at: message.first_received_at ?? now,
      });
    };

    // One receive never gives a message twice, not even with a timeout of zero.
    const seen = new Set<number>();
    const takeVisible = (): boolean => {
      const fresh = table
        .visible(queue.id, now, maximum + seen.size)
        .filter(({ position }) => !seen.has(position))
        .slice(0, maximum - messages.length);
      for (const message of fresh) {
        seen.add(message.position);
        take(message);
      }
      return fresh.length > 0;
    };

    /** As much of a group as comes before the first message that is hidden. */
    const takeGroup = (group: string): void => {
      while (messages.length < maximum) {
        const wanted = maximum - messages.length;
        const buriedBefore = buried;
        const first = table.ofGroup(queue.id, group, wanted + seen.size);
        const fresh = first.filter(({ position }) => !seen.has(position)).slice(0, wanted);
        for (const message of fresh) {
          if (message.visible_at > now) return;
          seen.add(message.position);
          take(message);
        }
        if (buried === buriedBefore) return;
      }
    };

    const seenGroups = new Set<string>();
    const takeGroups = (): boolean => {
      const open = groups
        .available(queue.id, now, maximum + seenGroups.size)
        .filter((group) => !seenGroups.has(group));
      for (const group of open) {
        if (messages.length >= maximum) break;
        seenGroups.add(group);
        takeGroup(group);
        groups.refresh(queue.id, group);
      }
      return open.length > 0;
    };

    const takeMore = queue.fifo ? takeGroups : takeVisible;
    while (messages.length < maximum && takeMore());
    return { messages, buriedIn: buried > 0 ? deadLetterQueue?.id : undefined };
  };

  /** The same messages again, with their timeout started anew, if nothing happened to them. */
  const repeat = (queue: Queue, { attemptId, visibilitySeconds }: ReceiveOptions, now: number) => {
    const deliveries = attemptId === undefined ? [] : attempts.find(queue.id, attemptId, now);
    const messages: StoredMessage[] = [];
    for (const { position, receiveCount, visibleAt } of deliveries) {
      const message = table.get(queue.id, position);
      if (message?.receive_count !== receiveCount || message.visible_at !== visibleAt) return undefined;
      messages.push({ ...message, visible_at: now + visibilitySeconds * 1000 });
    }
    if (messages.length === 0) return undefined;
    for (const { position, visible_at } of messages) table.setVisibleAt(position, visible_at);
    for (const group of new Set(messages.map(({ group_id }) => group_id ?? "")))
      groups.refresh(queue.id, group);
    return messages;
  };

  return {
    receive: (queue, options, now) => {
      const repeated = repeat(queue, options, now);
      const received = repeated ? { messages: repeated, buriedIn: undefined } : receive(queue, options, now);
      if (options.attemptId !== undefined && received.messages.length > 0)
        attempts.remember(queue.id, options.attemptId, received.messages, now);
      return received;
    },
  };
};
