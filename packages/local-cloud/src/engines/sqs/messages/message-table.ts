import type { DatabaseSync } from "node:sqlite";
import type { StoredMessage } from "./message.ts";

/** The statements on the `messages` table, prepared once. Callers own the transactions. */
export interface MessageTable {
  insert(message: Omit<StoredMessage, "position">): number;
  get(queueId: number, position: number): StoredMessage | undefined;
  remove(position: number): void;
  /** Marks one receive. */
  receive(position: number, now: number, visibleAt: number): void;
  setVisibleAt(position: number, visibleAt: number): void;
  visible(queueId: number, now: number, limit: number): readonly StoredMessage[];
  /** The first messages of a group, visible or not. */
  ofGroup(queueId: number, groupId: string, limit: number): readonly StoredMessage[];
  nextVisibleAt(queueId: number, now: number): number | undefined;
  counts(queueId: number, now: number): { visible: number; inFlight: number; delayed: number };
  /** Whether at least this many are in flight. */
  hasInFlight(queueId: number, now: number, count: number): boolean;
  /** Removes what was sent before a time; answers the groups that lost messages. */
  removeSentBefore(queueId: number, time: number): ReadonlySet<string>;
}

const columns = [
  "queue_id",
  "message_id",
  "sender_id",
  "sent_at",
  "visible_at",
  "receive_count",
  "received_at",
  "first_received_at",
  "group_id",
  "deduplication_id",
  "dead_letter_source_arn",
  "trace_header",
  "attributes",
  "body",
] as const;

export const openMessageTable = (database: DatabaseSync): MessageTable => {
  const insert = database.prepare(
    `INSERT INTO messages (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  const get = database.prepare("SELECT * FROM messages WHERE queue_id = ? AND position = ?");
  const remove = database.prepare("DELETE FROM messages WHERE position = ?");
  const receive = database.prepare(
    "UPDATE messages SET visible_at = ?, receive_count = receive_count + 1, received_at = ?, first_received_at = COALESCE(first_received_at, ?) WHERE position = ?",
  );
  const setVisibleAt = database.prepare("UPDATE messages SET visible_at = ? WHERE position = ?");
  const visible = database.prepare(
    "SELECT * FROM messages WHERE queue_id = ? AND visible_at <= ? ORDER BY visible_at, position LIMIT ?",
  );
  const ofGroup = database.prepare(
    "SELECT * FROM messages WHERE queue_id = ? AND group_id = ? ORDER BY position LIMIT ?",
  );
  const next = database.prepare(
    "SELECT MIN(visible_at) AS at FROM messages WHERE queue_id = ? AND visible_at > ?",
  );
  const total = database.prepare("SELECT COUNT(*) AS count FROM messages WHERE queue_id = ?");
  const hidden = database.prepare(
    "SELECT COUNT(*) AS count, COUNT(received_at) AS received FROM messages WHERE queue_id = ? AND visible_at > ?",
  );
  const nth = database.prepare(
    "SELECT 1 FROM messages WHERE queue_id = ? AND visible_at > ? AND received_at IS NOT NULL LIMIT 1 OFFSET ?",
  );
  const expired = database.prepare(
    "DELETE FROM messages WHERE queue_id = ? AND sent_at < ? RETURNING group_id",
  );

  return {
    insert: (message) => Number(insert.run(...columns.map((column) => message[column])).lastInsertRowid),
    get: (queueId, position) => get.get(queueId, position) as unknown as StoredMessage | undefined,
    remove: (position) => {
      remove.run(position);
    },
    receive: (position, now, visibleAt) => {
      receive.run(visibleAt, now, now, position);
    },
    setVisibleAt: (position, visibleAt) => {
      setVisibleAt.run(visibleAt, position);
    },
    visible: (queueId, now, limit) => visible.all(queueId, now, limit) as unknown as StoredMessage[],
    ofGroup: (queueId, groupId, limit) => ofGroup.all(queueId, groupId, limit) as unknown as StoredMessage[],
    nextVisibleAt: (queueId, now) =>
      (next.get(queueId, now) as unknown as { at: number | null }).at ?? undefined,
    counts: (queueId, now) => {
      const all = total.get(queueId) as unknown as { count: number };
      const { count, received } = hidden.get(queueId, now) as unknown as { count: number; received: number };
      return { visible: all.count - count, inFlight: received, delayed: count - received };
    },
    hasInFlight: (queueId, now, count) => nth.get(queueId, now, count - 1) !== undefined,
    removeSentBefore: (queueId, time) => {
      const groups = new Set<string>();
      for (const row of expired.all(queueId, time) as unknown as { group_id: string | null }[])
        if (row.group_id !== null) groups.add(row.group_id);
      return groups;
    },
  };
};
