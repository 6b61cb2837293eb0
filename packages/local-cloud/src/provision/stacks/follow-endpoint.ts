import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../state/database.ts";
import { isList, isObject, type Json } from "../json.ts";
import type { ResourceRecord } from "./stack-record.ts";

export const endpointSchema = "CREATE TABLE IF NOT EXISTS endpoint (url TEXT NOT NULL) STRICT;";

const moved = (value: Json, from: string, to: string): Json => {
  if (typeof value === "string")
    return value.startsWith(`${from}/`) ? `${to}${value.slice(from.length)}` : value;
  if (isList(value)) return value.map((item) => moved(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, moved(member, from, to)]));
};

/**
 * Ids of queues are URLs at the endpoint. When it has moved to another port, so have they. Properties that
 * carry such a URL are left as they are: the next deployment sees them differ, and updates who uses them.
 */
export const followEndpoint = (database: DatabaseSync, endpoint: string): void =>
  inTransaction(database, () => {
    const row = database.prepare("SELECT url FROM endpoint").get();
    const from = row === undefined ? endpoint : String(row.url);
    if (row !== undefined && from === endpoint) return;
    database.exec("DELETE FROM endpoint");
    database.prepare("INSERT INTO endpoint VALUES (?)").run(endpoint);
    for (const table of ["resources", "leftovers"]) {
      const update = database.prepare(`UPDATE ${table} SET record = ? WHERE rowid = ?`);
      for (const { rowid, record } of database.prepare(`SELECT rowid, record FROM ${table}`).all()) {
        const known = JSON.parse(String(record)) as ResourceRecord;
        const { physicalId, attributes } = known;
        const there = moved({ physicalId, attributes }, from, endpoint);
        update.run(JSON.stringify({ ...known, ...(isObject(there) ? there : {}) }), Number(rowid));
      }
    }
  });
