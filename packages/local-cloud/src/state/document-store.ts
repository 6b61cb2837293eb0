import type { DatabaseSync } from "node:sqlite";

/**
 * Documents by key, for the control planes: few, small, read all the time. Reads are from memory; a write is
 * on disk when it returns.
 */
export interface DocumentStore<T> {
  get(key: string): T | undefined;
  /** In the order of their keys. */
  list(): readonly T[];
  put(key: string, document: T): void;
  /** @returns whether there was one */
  delete(key: string): boolean;
}

/**
 * @param table a name of its own in the database; created when it is not there
 * @typeParam T plain JSON: what was put comes back alike after a restart
 */
export const openDocumentStore = <T extends object>(
  database: DatabaseSync,
  table: string,
): DocumentStore<T> => {
  database.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;`);
  const upsert = database.prepare(
    `INSERT INTO ${table} (key, document) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET document = excluded.document`,
  );
  const remove = database.prepare(`DELETE FROM ${table} WHERE key = ?`);

  const documents = new Map<string, T>();
  for (const { key, document } of database.prepare(`SELECT key, document FROM ${table}`).all())
    documents.set(String(key), JSON.parse(String(document)) as T);

  return {
    get: (key) => documents.get(key),
    list: () =>
      [...documents].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, document]) => document),
    put: (key, document) => {
      upsert.run(key, JSON.stringify(document));
      documents.set(key, document);
    },
    delete: (key) => {
      remove.run(key);
      return documents.delete(key);
    },
  };
};
