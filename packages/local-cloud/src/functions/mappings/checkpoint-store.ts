import type { DatabaseSync } from "node:sqlite";

export const checkpointSchema = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    uuid TEXT NOT NULL,
    shard_id TEXT NOT NULL,
    sequence_number TEXT,
    finished INTEGER NOT NULL,
    PRIMARY KEY (uuid, shard_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS stream_starts (uuid TEXT PRIMARY KEY, started_at INTEGER NOT NULL) STRICT;
`;

/** How far a mapping has come in a shard. */
export interface Checkpoint {
  /** All records up to and with this one are done; `undefined`: none yet, begin at the oldest. */
  readonly sequenceNumber: string | undefined;
  /** The shard is closed and read to its end: its children may begin. */
  readonly finished: boolean;
}

export interface CheckpointStore {
  /** @param shardKey the `checkpointKey` of the shard */
  get(uuid: string, shardKey: string): Checkpoint | undefined;
  put(uuid: string, shardKey: string, checkpoint: Checkpoint): void;
  hasAny(uuid: string): boolean;
  /** When a mapping was first run: the time of its first call of this. Epoch milliseconds. */
  startedAt(uuid: string, now: number): number;
  deleteAll(uuid: string): void;
}

export const createCheckpointStore = (database: DatabaseSync): CheckpointStore => {
  const select = database.prepare(
    "SELECT sequence_number, finished FROM checkpoints WHERE uuid = ? AND shard_id = ?",
  );
  const selectAny = database.prepare("SELECT 1 FROM checkpoints WHERE uuid = ? LIMIT 1");
  const upsert = database.prepare(
    `INSERT INTO checkpoints (uuid, shard_id, sequence_number, finished) VALUES (?, ?, ?, ?)
     ON CONFLICT (uuid, shard_id) DO UPDATE SET sequence_number = excluded.sequence_number, finished = excluded.finished`,
  );
  const remove = database.prepare("DELETE FROM checkpoints WHERE uuid = ?");
  const insertStart = database.prepare(
    "INSERT INTO stream_starts (uuid, started_at) VALUES (?, ?) ON CONFLICT (uuid) DO NOTHING",
  );
  const selectStart = database.prepare("SELECT started_at FROM stream_starts WHERE uuid = ?");
  const removeStart = database.prepare("DELETE FROM stream_starts WHERE uuid = ?");

  return {
    get: (uuid, shardKey) => {
      const row = select.get(uuid, shardKey);
      if (!row) return undefined;
      return {
        sequenceNumber: typeof row.sequence_number === "string" ? row.sequence_number : undefined,
        finished: row.finished === 1,
      };
    },
    put: (uuid, shardKey, { sequenceNumber, finished }) => {
      upsert.run(uuid, shardKey, sequenceNumber ?? null, finished ? 1 : 0);
    },
    hasAny: (uuid) => selectAny.get(uuid) !== undefined,
    startedAt: (uuid, now) => {
      insertStart.run(uuid, now);
      return Number(selectStart.get(uuid)?.started_at ?? now);
    },
    deleteAll: (uuid) => {
      remove.run(uuid);
      removeStart.run(uuid);
    },
  };
};
