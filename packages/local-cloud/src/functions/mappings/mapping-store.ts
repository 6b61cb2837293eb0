import type { DatabaseSync } from "node:sqlite";
import type { Mapping } from "./mapping.ts";

export const mappingSchema = `
  CREATE TABLE IF NOT EXISTS mappings (uuid TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
`;

/** The event source mappings of this cloud; reads are from memory. */
export interface MappingStore {
  get(uuid: string): Mapping | undefined;
  list(): Mapping[];
  put(mapping: Mapping): void;
  delete(uuid: string): void;
}

export const createMappingStore = (database: DatabaseSync): MappingStore => {
  const upsert = database.prepare(
    "INSERT INTO mappings (uuid, document) VALUES (?, ?) ON CONFLICT (uuid) DO UPDATE SET document = excluded.document",
  );
  const remove = database.prepare("DELETE FROM mappings WHERE uuid = ?");

  const mappings = new Map<string, Mapping>();
  for (const { document } of database.prepare("SELECT document FROM mappings ORDER BY rowid").all()) {
    const mapping = JSON.parse(String(document)) as Mapping;
    mappings.set(mapping.UUID, mapping);
  }

  return {
    get: (uuid) => mappings.get(uuid),
    list: () => [...mappings.values()],
    put: (mapping) => {
      upsert.run(mapping.UUID, JSON.stringify(mapping));
      mappings.set(mapping.UUID, mapping);
    },
    delete: (uuid) => {
      remove.run(uuid);
      mappings.delete(uuid);
    },
  };
};
