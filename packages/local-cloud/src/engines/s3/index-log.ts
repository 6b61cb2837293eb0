/** The write-ahead log of the index, synced aside. */
import { open } from "node:fs/promises";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { syncFolder } from "./sync-folder.ts";

export interface IndexLog {
  /** Resolves once all that was committed before the call would survive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * With `synchronous = NORMAL` SQLite writes a commit into the log and leaves syncing it to others; before it
 * moves the log's content into the database, or begins the log anew, it syncs by itself.
 *
 * @see https://www.sqlite.org/wal.html
 */
export const openIndexLog = (database: DatabaseSync, file: string): IndexLog => {
  database.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;");
  // The file stays the same as long as the database is open. Its name must be safe as well.
  const opened = (async () => {
    await syncFolder(path.dirname(file));
    return open(`${file}-wal`, "r+");
  })();
  // Whoever syncs is told.
  opened.catch(() => undefined);
  return {
    sync: async () => (await opened).datasync(),
    close: async () => (await opened).close(),
  };
};
