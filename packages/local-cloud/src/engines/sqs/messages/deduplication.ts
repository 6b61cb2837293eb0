import type { DatabaseSync } from "node:sqlite";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
const windowMilliseconds = 5 * 60_000;

/** The message that was accepted under an id. */
export interface Accepted {
  readonly messageId: string;
  readonly position: number;
}

/** Remembers for five minutes, over deletions and restarts, what a FIFO queue accepted. */
export interface Deduplication {
  find(queueId: number, scope: string, id: string, now: number): Accepted | undefined;
  remember(queueId: number, scope: string, id: string, accepted: Accepted, now: number): void;
  forgetExpired(queueId: number, now: number): void;
  /** A purge also forgets what was accepted. */
  forgetAll(queueId: number): void;
}

export const openDeduplication = (database: DatabaseSync): Deduplication => {
  const find = database.prepare(
    "SELECT message_id AS messageId, position FROM deduplications WHERE queue_id = ? AND scope = ? AND deduplication_id = ? AND expires_at > ?",
  );
  const remember = database.prepare("INSERT OR REPLACE INTO deduplications VALUES (?, ?, ?, ?, ?, ?)");
  const forget = database.prepare("DELETE FROM deduplications WHERE queue_id = ? AND expires_at <= ?");
  const forgetAll = database.prepare("DELETE FROM deduplications WHERE queue_id = ?");

  return {
    find: (queueId, scope, id, now) => find.get(queueId, scope, id, now) as unknown as Accepted | undefined,
    remember: (queueId, scope, id, { messageId, position }, now) => {
      remember.run(queueId, scope, id, messageId, position, now + windowMilliseconds);
    },
    forgetExpired: (queueId, now) => {
      forget.run(queueId, now);
    },
    forgetAll: (queueId) => {
      forgetAll.run(queueId);
    },
  };
};
