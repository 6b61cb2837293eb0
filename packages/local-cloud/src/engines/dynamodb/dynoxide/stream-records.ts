/**
 * What dynoxide leaves to do in its own table of stream records.
 *
 * It finds a stream's newest record by scanning all of them, on every write: at 30,000 records a table with a
 * stream takes 85 writes per second. With the index here it takes 2,000, whatever the length. It also never trims
 * records, and a table created again under an old name would show the old one's.
 */
import { DatabaseSync } from "node:sqlite";

const retentionSeconds = 24 * 60 * 60;

export interface StreamRecords {
  prepare(): void;
  /** Drops what an earlier table of this name, or an earlier stream of this table, has left. */
  forget(tableName: string): void;
  /**
   * Drops records older than 24 hours, see
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.DataRetention
   * The newest record of a table stays: the next sequence number follows from it.
   */
  trim(now: Date): void;
}

export const streamRecordsIn = (databaseFile: string): StreamRecords => {
  const inDatabase = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(databaseFile, { timeout: 5_000 });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    prepare: () =>
      inDatabase((database) =>
        database.exec(`
          CREATE INDEX IF NOT EXISTS skein_stream_position
          ON _stream_records (table_name, CAST(sequence_number AS INTEGER))
        `),
      ),
    forget: (tableName) =>
      inDatabase((database) =>
        database.prepare("DELETE FROM _stream_records WHERE table_name = ?").run(tableName),
      ),
    trim: (now) =>
      inDatabase((database) =>
        database
          .prepare(`
            DELETE FROM _stream_records
            WHERE created_at < ? AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)
          `)
          .run(Math.floor(now.getTime() / 1_000) - retentionSeconds),
      ),
  };
};
