import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../state/database.ts";

export interface NewRecord {
  /** Index of the shard. */
  readonly shard: number;
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

export interface StoredRecord {
  /** Grows from record to record, over all streams. */
  readonly position: number;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
}

/** Where to read: the records of one shard from a position on, as far as they are still kept. */
export interface ReadRange {
  readonly streamId: number;
  readonly shard: number;
  /** Inclusive. */
  readonly from: number;
  /** Records that arrived before are no longer there. */
  readonly keptSince: number;
}

export interface RecordStore {
  /** Stores all or none. @returns their positions, and when they arrived */
  append(
    streamId: number,
    records: readonly NewRecord[],
  ): { positions: readonly number[]; arrivedAt: number };
  /** Ends before the limits are passed, but not before the first record. */
  read(range: ReadRange, limits: { records: number; bytes: number }): readonly StoredRecord[];
  hasAny(range: ReadRange): boolean;
  /** The first position that arrived at this time or later; the next one to be given, when there is none. */
  positionAt(time: number): number;
  /** The next position to be given. */
  end(): number;
  /** Deletes some records of a stream that arrived before a time. @returns whether more are left */
  trim(streamId: number, before: number): boolean;
}

/** Rows that one call of `trim` deletes at most: it must not hold up others. */
const trimChunk = 5_000;

/** @param clock epoch milliseconds */
export const openRecordStore = (database: DatabaseSync, clock: () => number): RecordStore => {
  const insert = database.prepare(
    "INSERT INTO records (stream_id, shard, arrived_at, partition_key, data) VALUES (?, ?, ?, ?, ?)",
  );
  const select = database.prepare(
    `SELECT position, arrived_at, partition_key, data FROM records
     WHERE stream_id = ? AND shard = ? AND position >= ? AND arrived_at >= ? ORDER BY position LIMIT ?`,
  );
  const selectAny = database.prepare(
    "SELECT 1 FROM records WHERE stream_id = ? AND shard = ? AND position >= ? AND arrived_at >= ? LIMIT 1",
  );
  const selectAt = database.prepare(
    "SELECT position FROM records WHERE arrived_at >= ? ORDER BY arrived_at, position LIMIT 1",
  );
  const selectEnd = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'records'");
  const remove = database.prepare(
    `DELETE FROM records WHERE position IN
     (SELECT position FROM records WHERE arrived_at < ? AND stream_id = ? ORDER BY arrived_at LIMIT ${trimChunk})`,
  );
  const newest = database.prepare("SELECT arrived_at FROM records ORDER BY position DESC LIMIT 1").get();

  // Times follow the positions, even when the computer's clock is set back: finding records by time relies on it.
  let latest = Number(newest?.arrived_at ?? 0);
  const end = () => Number(selectEnd.get()?.seq ?? 0) + 1;

  return {
    append: (streamId, records) => {
      const arrivedAt = Math.max(clock(), latest);
      const store = () =>
        records.map(({ shard, partitionKey, data }) =>
          Number(insert.run(streamId, shard, arrivedAt, partitionKey, data).lastInsertRowid),
        );
      // One statement is a transaction of its own.
      const positions = records.length === 1 ? store() : inTransaction(database, store);
      latest = arrivedAt;
      return { positions, arrivedAt };
    },
    read: ({ streamId, shard, from, keptSince }, limits) => {
      const found: StoredRecord[] = [];
      let bytes = 0;
      for (const row of select.iterate(streamId, shard, from, keptSince, limits.records)) {
        const { position, arrived_at, partition_key, data } = row;
        if (!(data instanceof Uint8Array)) continue;
        bytes += data.length;
        if (found.length > 0 && bytes > limits.bytes) break;
        found.push({
          position: Number(position),
          arrivedAt: Number(arrived_at),
          partitionKey: String(partition_key),
          data,
        });
      }
      return found;
    },
    hasAny: ({ streamId, shard, from, keptSince }) =>
      selectAny.get(streamId, shard, from, keptSince) !== undefined,
    positionAt: (time) => Number(selectAt.get(time)?.position ?? end()),
    end,
    trim: (streamId, before) => remove.run(before, streamId).changes === trimChunk,
  };
};
