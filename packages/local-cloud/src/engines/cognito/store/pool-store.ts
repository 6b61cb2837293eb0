import type { DatabaseSync } from "node:sqlite";
import { poolNotFound } from "../errors.ts";
import type { PoolSettings, UserPool } from "../pools/user-pool.ts";

export interface PoolStore {
  find(id: string): UserPool | undefined;
  /** @throws {AwsError} `ResourceNotFoundException` */
  get(id: string): UserPool;
  /** Oldest first. */
  list(): UserPool[];
  insert(pool: UserPool): void;
  update(id: string, settings: PoolSettings, modifiedAt: number): void;
  delete(id: string): void;
  userCount(id: string): number;
}

type Row = Readonly<Record<string, unknown>>;

const poolOf = (row: Row): UserPool => ({
  id: String(row.id),
  settings: JSON.parse(String(row.settings)) as PoolSettings,
  createdAt: Number(row.created_at),
  modifiedAt: Number(row.modified_at),
});

export const createPoolStore = (database: DatabaseSync): PoolStore => {
  const select = database.prepare("SELECT * FROM pools WHERE id = ?");
  const find = (id: string) => {
    const row = select.get(id);
    return row ? poolOf(row) : undefined;
  };
  return {
    find,
    get: (id) => {
      const pool = find(id);
      if (!pool) throw poolNotFound(id);
      return pool;
    },
    list: () => database.prepare("SELECT * FROM pools ORDER BY created_at, id").all().map(poolOf),
    insert: ({ id, settings, createdAt, modifiedAt }) => {
      database
        .prepare("INSERT INTO pools (id, settings, created_at, modified_at) VALUES (?, ?, ?, ?)")
        .run(id, JSON.stringify(settings), createdAt, modifiedAt);
    },
    update: (id, settings, modifiedAt) => {
      database
        .prepare("UPDATE pools SET settings = ?, modified_at = ? WHERE id = ?")
        .run(JSON.stringify(settings), modifiedAt, id);
    },
    delete: (id) => {
      database.prepare("DELETE FROM pools WHERE id = ?").run(id);
    },
    userCount: (id) =>
      Number(database.prepare("SELECT COUNT(*) AS n FROM users WHERE pool_id = ?").get(id)?.n ?? 0),
  };
};
