import { mkdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Opens one SQLite file of the local cloud and brings it to the given schema.
 *
 * Write-ahead logging with `synchronous = NORMAL` loses nothing when the process is killed
 * (https://www.sqlite.org/pragma.html#pragma_synchronous); only a power cut can drop the last commits.
 *
 * @param file absolute path, or `:memory:`
 * @param schema idempotent DDL (`CREATE TABLE IF NOT EXISTS ...`)
 */
export const openDatabase = (file: string, schema: string): DatabaseSync => {
  if (file !== ":memory:") mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
  database.exec(schema);
  return database;
};

/** Runs `work` in one transaction: all of its writes are kept, or, when it throws, none. */
export const inTransaction = <T>(database: DatabaseSync, work: () => T): T => {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
};
