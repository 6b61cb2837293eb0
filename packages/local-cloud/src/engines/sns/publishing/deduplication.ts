import type { DatabaseSync } from "node:sqlite";

/** @see https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html */
const windowMilliseconds = 5 * 60_000;

export interface Accepted {
  readonly messageId: string;
  readonly sequenceNumber: string;
}

/** Remembers for five minutes, over restarts, what a FIFO topic accepted. */
export interface Deduplication {
  find(topicArn: string, scope: string, id: string, now: number): Accepted | undefined;
  remember(topicArn: string, scope: string, id: string, accepted: Accepted, now: number): void;
}

export const openDeduplication = (database: DatabaseSync): Deduplication => {
  const find = database.prepare(
    "SELECT message_id AS messageId, sequence_number AS sequenceNumber FROM deduplications WHERE topic_arn = ? AND scope = ? AND deduplication_id = ? AND expires_at > ?",
  );
  const remember = database.prepare("INSERT OR REPLACE INTO deduplications VALUES (?, ?, ?, ?, ?, ?)");
  const forget = database.prepare("DELETE FROM deduplications WHERE expires_at <= ?");

  return {
    find: (topicArn, scope, id, now) => find.get(topicArn, scope, id, now) as unknown as Accepted | undefined,
    remember: (topicArn, scope, id, { messageId, sequenceNumber }, now) => {
      forget.run(now);
      remember.run(topicArn, scope, id, messageId, sequenceNumber, now + windowMilliseconds);
    },
  };
};
