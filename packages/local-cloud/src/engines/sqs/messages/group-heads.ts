import type { DatabaseSync } from "node:sqlite";

/** Keeps the first message of every FIFO group, so that a receive never scans groups that are locked. */
export interface GroupHeads {
  /** A message was added at the end of a group. */
  appended(queueId: number, groupId: string, position: number, visibleAt: number): void;
  /** Messages of a group were removed, received, or made visible. */
  refresh(queueId: number, groupId: string): void;
  /** Groups whose first message can be received, the longest waiting first. */
  available(queueId: number, now: number, limit: number): readonly string[];
  /** When the next locked group opens. */
  nextAvailableAt(queueId: number, now: number): number | undefined;
}

export const openGroupHeads = (database: DatabaseSync): GroupHeads => {
  const add = database.prepare(
    "INSERT INTO message_groups (queue_id, group_id, head, available_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const first = database.prepare(
    "SELECT position, visible_at FROM messages WHERE queue_id = ? AND group_id = ? ORDER BY position LIMIT 1",
  );
  const set = database.prepare(
    "INSERT OR REPLACE INTO message_groups (queue_id, group_id, head, available_at) VALUES (?, ?, ?, ?)",
  );
  const drop = database.prepare("DELETE FROM message_groups WHERE queue_id = ? AND group_id = ?");
  const open = database.prepare(
    "SELECT group_id FROM message_groups WHERE queue_id = ? AND available_at <= ? ORDER BY available_at, head LIMIT ?",
  );
  const next = database.prepare(
    "SELECT MIN(available_at) AS at FROM message_groups WHERE queue_id = ? AND available_at > ?",
  );

  return {
    appended: (queueId, groupId, position, visibleAt) => {
      add.run(queueId, groupId, position, visibleAt);
    },
    refresh: (queueId, groupId) => {
      const head = first.get(queueId, groupId) as unknown as
        | { position: number; visible_at: number }
        | undefined;
      if (head) set.run(queueId, groupId, head.position, head.visible_at);
      else drop.run(queueId, groupId);
    },
    available: (queueId, now, limit) =>
      (open.all(queueId, now, limit) as unknown as { group_id: string }[]).map((row) => row.group_id),
    nextAvailableAt: (queueId, now) =>
      (next.get(queueId, now) as unknown as { at: number | null }).at ?? undefined,
  };
};
