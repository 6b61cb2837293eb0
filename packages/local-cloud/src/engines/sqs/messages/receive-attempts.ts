import type { DatabaseSync } from "node:sqlite";
import type { StoredMessage } from "./message.ts";

const windowMilliseconds = 5 * 60_000;

interface Delivery {
  readonly position: number;
  readonly receiveCount: number;
  readonly visibleAt: number;
}

/**
 * What was given out under a `ReceiveRequestAttemptId`, for five minutes.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-receiverequestattemptid-request-parameter.html
 */
export interface ReceiveAttempts {
  find(queueId: number, attemptId: string, now: number): readonly Delivery[];
  remember(queueId: number, attemptId: string, messages: readonly StoredMessage[], now: number): void;
}

export const openReceiveAttempts = (database: DatabaseSync): ReceiveAttempts => {
  const find = database.prepare(
    "SELECT deliveries FROM receive_attempts WHERE queue_id = ? AND attempt_id = ? AND expires_at > ?",
  );
  const remember = database.prepare("INSERT OR REPLACE INTO receive_attempts VALUES (?, ?, ?, ?)");
  const forget = database.prepare("DELETE FROM receive_attempts WHERE queue_id = ? AND expires_at <= ?");

  return {
    find: (queueId, attemptId, now) => {
      const row = find.get(queueId, attemptId, now) as unknown as { deliveries: string } | undefined;
      return row ? (JSON.parse(row.deliveries) as Delivery[]) : [];
    },
    remember: (queueId, attemptId, messages, now) => {
      forget.run(queueId, now);
      const deliveries = messages.map(
        ({ position, receive_count, visible_at }): Delivery => ({
          position,
          receiveCount: receive_count,
          visibleAt: visible_at,
        }),
      );
      remember.run(queueId, attemptId, JSON.stringify(deliveries), now + windowMilliseconds);
    },
  };
};
