import type { DatabaseSync } from "node:sqlite";
import type { User } from "../users/user.ts";

export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description: string | undefined;
  /** The lowest wins where a user has several. */
  readonly precedence: number | undefined;
  readonly roleArn: string | undefined;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface GroupStore {
  find(poolId: string, name: string): Group | undefined;
  list(poolId: string): Group[];
  save(group: Group): void;
  delete(poolId: string, name: string): void;
  add(group: Group, user: User): void;
  remove(group: Group, user: User): void;
  /** By precedence, then name: the order of `cognito:groups`. */
  ofUser(user: User): Group[];
  /** Usernames. */
  members(group: Group): string[];
}

type Row = Readonly<Record<string, unknown>>;

const groupOf = (row: Row): Group => ({
  poolId: String(row.pool_id),
  name: String(row.name),
  description: row.description === null ? undefined : String(row.description),
  precedence: row.precedence === null ? undefined : Number(row.precedence),
  roleArn: row.role_arn === null ? undefined : String(row.role_arn),
  createdAt: Number(row.created_at),
  modifiedAt: Number(row.modified_at),
});

export const createGroupStore = (database: DatabaseSync): GroupStore => ({
  find: (poolId, name) => {
    const row = database.prepare("SELECT * FROM groups WHERE pool_id = ? AND name = ?").get(poolId, name);
    return row ? groupOf(row) : undefined;
  },
  list: (poolId) =>
    database.prepare("SELECT * FROM groups WHERE pool_id = ? ORDER BY name").all(poolId).map(groupOf),
  save: (group) => {
    database
      .prepare(`
        INSERT INTO groups (pool_id, name, description, precedence, role_arn, created_at, modified_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (pool_id, name) DO UPDATE SET description = excluded.description,
          precedence = excluded.precedence, role_arn = excluded.role_arn, modified_at = excluded.modified_at
      `)
      .run(
        group.poolId,
        group.name,
        group.description ?? null,
        group.precedence ?? null,
        group.roleArn ?? null,
        group.createdAt,
        group.modifiedAt,
      );
  },
  delete: (poolId, name) => {
    database.prepare("DELETE FROM groups WHERE pool_id = ? AND name = ?").run(poolId, name);
  },
  add: (group, user) => {
    database
      .prepare("INSERT OR IGNORE INTO memberships (pool_id, group_name, username) VALUES (?, ?, ?)")
      .run(group.poolId, group.name, user.username);
  },
  remove: (group, user) => {
    database
      .prepare("DELETE FROM memberships WHERE pool_id = ? AND group_name = ? AND username = ?")
      .run(group.poolId, group.name, user.username);
  },
  ofUser: (user) =>
    database
      .prepare(`
        SELECT groups.* FROM memberships
        JOIN groups ON groups.pool_id = memberships.pool_id AND groups.name = memberships.group_name
        WHERE memberships.pool_id = ? AND memberships.username = ?
        ORDER BY groups.precedence IS NULL, groups.precedence, groups.name
      `)
      .all(user.poolId, user.username)
      .map(groupOf),
  members: (group) =>
    database
      .prepare("SELECT username FROM memberships WHERE pool_id = ? AND group_name = ? ORDER BY username")
      .all(group.poolId, group.name)
      .map((row) => String(row.username)),
});
