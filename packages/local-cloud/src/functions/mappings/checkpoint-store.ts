import type { DatabaseSync } from "node:sqlite";

export const checkpointSchema = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    uuid TEXT NOT NULL,
    shard_id TEXT NOT NULL,
    sequence_number TEXT,
    finished INTEGER NOT NULL,
    PRIMARY KEY (uuid, shard_id)
  ) STRICT;
`;

/** How far a mapping has come in a shard. */
export interface Checkpoint {
  /** All records up to and with this one are done; `undefined`: none yet, begin at the oldest. */
  readonly sequenceNumber: string | undefined;
  /** The shard is closed and read to its end: its children may begin. */
  readonly finished: boolean;
}

export interface CheckpointStore {
  get(uuid: string, shardId: string): Checkpoint | undefined;
  put(uuid: string, shardId: string, checkpoint: Checkpoint): void;
  hasAny(uuid: string): boolean;
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

  return {
    get: (uuid, shardId) => {
      const row = select.get(uuid, shardId);
      if (!row) return undefined;
      return {
        sequenceNumber: typeof row.sequence_number === "string" ? row.sequence_number : undefined,
        finished: row.finished === 1,
      };
    },
    put: (uuid, shardId, { sequenceNumber, finished }) => {
      upsert.run(uuid, shardId, sequenceNumber ?? null, finished ? 1 : 0);
    },
    hasAny: (uuid) => selectAny.get(uuid) !== undefined,
    deleteAll: (uuid) => {
      remove.run(uuid);
    },
  };
};
