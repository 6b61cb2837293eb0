import type { DatabaseSync } from "node:sqlite";
import type { FunctionRecord } from "./function-record.ts";

export const functionSchema = `
  CREATE TABLE IF NOT EXISTS functions (name TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
`;

/** The functions of this cloud. Reads are from memory: every poll and every invocation asks. */
export interface FunctionStore {
  get(name: string): FunctionRecord | undefined;
  arnOf(name: string): string;
  /** By name. */
  list(): FunctionRecord[];
  put(record: FunctionRecord): void;
  delete(name: string): void;
}

export const createFunctionStore = (
  database: DatabaseSync,
  account: { region: string; accountId: string },
): FunctionStore => {
  const select = database.prepare("SELECT document FROM functions");
  const upsert = database.prepare(
    "INSERT INTO functions (name, document) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET document = excluded.document",
  );
  const remove = database.prepare("DELETE FROM functions WHERE name = ?");

  const records = new Map<string, FunctionRecord>();
  for (const { document } of select.all()) {
    const record = JSON.parse(String(document)) as FunctionRecord;
    records.set(record.configuration.FunctionName, record);
  }

  return {
    get: (name) => records.get(name),
    arnOf: (name) => `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`,
    list: () =>
      [...records.values()].sort((one, other) =>
        one.configuration.FunctionName < other.configuration.FunctionName ? -1 : 1,
      ),
    put: (record) => {
      upsert.run(record.configuration.FunctionName, JSON.stringify(record));
      records.set(record.configuration.FunctionName, record);
    },
    delete: (name) => {
      remove.run(name);
      records.delete(name);
    },
  };
};
