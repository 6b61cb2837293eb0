import type { DatabaseSync } from "node:sqlite";
import { clientNotFound } from "../errors.ts";
import type { AppClient, ClientSettings } from "../pools/app-client.ts";

export interface ClientStore {
  /** @throws {AwsError} `ResourceNotFoundException`, also when it belongs to another pool than the one given */
  get(id: string, poolId?: string): AppClient;
  /** Of one pool, oldest first. */
  list(poolId: string): AppClient[];
  insert(client: AppClient): void;
  update(id: string, settings: ClientSettings, modifiedAt: number): void;
  delete(id: string): void;
}

type Row = Readonly<Record<string, unknown>>;

const clientOf = (row: Row): AppClient => ({
  id: String(row.id),
  poolId: String(row.pool_id),
  secret: row.secret === null ? undefined : String(row.secret),
  settings: JSON.parse(String(row.settings)) as ClientSettings,
  createdAt: Number(row.created_at),
  modifiedAt: Number(row.modified_at),
});

export const createClientStore = (database: DatabaseSync): ClientStore => {
  const select = database.prepare("SELECT * FROM clients WHERE id = ?");
  return {
    get: (id, poolId) => {
      const row = select.get(id);
      if (!row || (poolId !== undefined && row.pool_id !== poolId)) throw clientNotFound(id);
      return clientOf(row);
    },
    list: (poolId) =>
      database
        .prepare("SELECT * FROM clients WHERE pool_id = ? ORDER BY created_at, id")
        .all(poolId)
        .map(clientOf),
    insert: ({ id, poolId, settings, secret, createdAt, modifiedAt }) => {
      database
        .prepare(
          "INSERT INTO clients (id, pool_id, settings, secret, created_at, modified_at) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .run(id, poolId, JSON.stringify(settings), secret ?? null, createdAt, modifiedAt);
    },
    update: (id, settings, modifiedAt) => {
      database
        .prepare("UPDATE clients SET settings = ?, modified_at = ? WHERE id = ?")
        .run(JSON.stringify(settings), modifiedAt, id);
    },
    delete: (id) => {
      database.prepare("DELETE FROM clients WHERE id = ?").run(id);
    },
  };
};
