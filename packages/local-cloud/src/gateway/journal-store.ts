import path from "node:path";
import { inTransaction, openDatabase } from "../state/database.ts";
import type { Journal, JournalEntry, NumberedEntry } from "./journal.ts";

export interface JournalOptions {
  readonly stateDir: string;
  /** Entries that are kept; older ones go. */
  readonly capacity?: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;
  -- Every call would pay for it, and without it a look through all entries takes some milliseconds.
  DROP INDEX IF EXISTS entries_by_time;
`;

const flushDelayMs = 250;
const largestBatch = 2_000;

/** The journal on disk. Calls only append to memory; a batch is written a moment later, or when somebody reads. */
export const openJournal = ({ stateDir, capacity = 20_000 }: JournalOptions): Journal => {
  const database = openDatabase(path.join(stateDir, "journal.sqlite"), schema);
  const insert = database.prepare("INSERT INTO entries (time, entry) VALUES (?, ?)");
  const forget = database.prepare("DELETE FROM entries WHERE id <= (SELECT max(id) FROM entries) - ?");
  const select = database.prepare(
    "SELECT id, entry FROM entries WHERE time >= ? AND id > ? ORDER BY id DESC LIMIT ?",
  );
  let pending: JournalEntry[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    const batch = pending;
    pending = [];
    inTransaction(database, () => {
      for (const entry of batch) insert.run(entry.time, JSON.stringify(entry));
      forget.run(capacity);
    });
  };

  return {
    record: (entry) => {
      pending.push(entry);
      if (pending.length >= largestBatch) flush();
      else timer ??= setTimeout(flush, flushDelayMs).unref();
    },
    since: (since, limit, afterId = 0) => {
      flush();
      return select
        .all(since.toISOString(), afterId, limit)
        .reverse()
        .map(
          ({ id, entry }): NumberedEntry => ({
            id: Number(id),
            ...(JSON.parse(String(entry)) as JournalEntry),
          }),
        );
    },
    close: () => {
      flush();
      database.close();
    },
  };
};
