import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../state/database.ts";
import { loginTaken } from "../errors.ts";
import type { Identity, LoginKey } from "./identity.ts";

export const identitySchema = `
  CREATE TABLE IF NOT EXISTS identities (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS identities_by_pool ON identities (pool_id, created_at, id);
  CREATE TABLE IF NOT EXISTS logins (
    pool_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    identity_id TEXT NOT NULL REFERENCES identities (id) ON DELETE CASCADE,
    PRIMARY KEY (pool_id, provider, subject)
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_login_per_provider ON logins (identity_id, provider);
`;

export interface IdentityStore {
  find(id: string): Identity | undefined;
  /** The identity that a login belongs to. */
  ownerOf(poolId: string, login: LoginKey): Identity | undefined;
  /** Oldest first. */
  list(poolId: string): readonly Identity[];
  insert(id: string, poolId: string): void;
  /** @throws {AwsError} `ResourceConflictException` when it has another login of that provider */
  link(identity: Identity, login: LoginKey): void;
  /**
   * Gives all logins of one identity to another, and disables it.
   * @throws {AwsError} `ResourceConflictException` when both have a login of one provider; nothing is changed then
   */
  merge(from: Identity, into: Identity): void;
  /** @returns whether it was there */
  delete(id: string): boolean;
  deleteAll(poolId: string): void;
}

type Row = Readonly<Record<string, unknown>>;

const selectIdentity = `
  SELECT identities.*, (
    SELECT json_group_array(provider) FROM logins WHERE identity_id = identities.id
  ) AS providers FROM identities
`;

const identityOf = (row: Row): Identity => ({
  id: String(row.id),
  poolId: String(row.pool_id),
  disabled: row.disabled === 1,
  providers: JSON.parse(String(row.providers)) as string[],
  createdAt: Number(row.created_at),
  modifiedAt: Number(row.modified_at),
});

/** @param now milliseconds */
export const createIdentityStore = (database: DatabaseSync, now: () => number): IdentityStore => {
  const byId = database.prepare(`${selectIdentity} WHERE id = ?`);
  const byLogin = database.prepare(
    `${selectIdentity} JOIN logins ON logins.identity_id = identities.id
     WHERE logins.pool_id = ? AND logins.provider = ? AND logins.subject = ?`,
  );
  const found = (row: Row | undefined) => (row ? identityOf(row) : undefined);
  const touch = database.prepare("UPDATE identities SET modified_at = ?, disabled = ? WHERE id = ?");

  return {
    find: (id) => found(byId.get(id)),
    ownerOf: (poolId, { provider, subject }) => found(byLogin.get(poolId, provider, subject)),
    list: (poolId) =>
      database
        .prepare(`${selectIdentity} WHERE pool_id = ? ORDER BY created_at, id`)
        .all(poolId)
        .map(identityOf),
    insert: (id, poolId) => {
      database
        .prepare("INSERT INTO identities (id, pool_id, created_at, modified_at) VALUES (?, ?, ?, ?)")
        .run(id, poolId, now(), now());
    },
    link: ({ id, poolId, providers }, { provider, subject }) => {
      if (providers.includes(provider)) throw loginTaken();
      inTransaction(database, () => {
        database
          .prepare("INSERT INTO logins (pool_id, provider, subject, identity_id) VALUES (?, ?, ?, ?)")
          .run(poolId, provider, subject, id);
        touch.run(now(), 0, id);
      });
    },
    merge: (from, into) => {
      if (from.providers.some((provider) => into.providers.includes(provider))) throw loginTaken();
      inTransaction(database, () => {
        database.prepare("UPDATE logins SET identity_id = ? WHERE identity_id = ?").run(into.id, from.id);
        touch.run(now(), 1, from.id);
        touch.run(now(), 0, into.id);
      });
    },
    delete: (id) => database.prepare("DELETE FROM identities WHERE id = ?").run(id).changes > 0,
    deleteAll: (poolId) => {
      database.prepare("DELETE FROM identities WHERE pool_id = ?").run(poolId);
    },
  };
};
