import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../state/database.ts";
import type { Attributes, User, UserStatus } from "../users/user.ts";

/** Thrown by `save` when another user has one of the sign-in names. */
export class NameTaken extends Error {
  override readonly name = "NameTaken";
  readonly taken: string;
  constructor(taken: string) {
    super(`${taken} is taken`);
    this.taken = taken;
  }
}

export interface UserStore {
  find(poolId: string, username: string): User | undefined;
  /** By a name in its canonical form, see sign-in-names.ts. */
  findByName(poolId: string, name: string): User | undefined;
  /** Oldest first. */
  list(poolId: string): User[];
  /**
   * Inserts or replaces a user together with the names that lead to it.
   * @throws {NameTaken}
   */
  save(user: User, names: readonly string[]): void;
  delete(poolId: string, username: string): void;
}

type Row = Readonly<Record<string, unknown>>;

const userOf = (row: Row): User => ({
  poolId: String(row.pool_id),
  username: String(row.username),
  status: String(row.status) as UserStatus,
  enabled: row.enabled === 1,
  attributes: JSON.parse(String(row.attributes)) as Attributes,
  password:
    row.salt === null || row.verifier === null
      ? undefined
      : { salt: String(row.salt), verifier: String(row.verifier), setAt: Number(row.password_set_at) },
  failedSignIns: Number(row.failed_sign_ins),
  lockedUntil: Number(row.locked_until),
  createdAt: Number(row.created_at),
  modifiedAt: Number(row.modified_at),
});

const upsert = `
  INSERT INTO users (pool_id, username, status, enabled, attributes, salt, verifier, password_set_at,
    failed_sign_ins, locked_until, created_at, modified_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pool_id, username) DO UPDATE SET status = excluded.status, enabled = excluded.enabled,
    attributes = excluded.attributes, salt = excluded.salt, verifier = excluded.verifier,
    password_set_at = excluded.password_set_at,
    failed_sign_ins = excluded.failed_sign_ins, locked_until = excluded.locked_until,
    modified_at = excluded.modified_at
`;

export const createUserStore = (database: DatabaseSync): UserStore => {
  const select = database.prepare("SELECT * FROM users WHERE pool_id = ? AND username = ?");
  const selectByName = database.prepare(`
    SELECT users.* FROM sign_in_names AS names
    JOIN users ON users.pool_id = names.pool_id AND users.username = names.username
    WHERE names.pool_id = ? AND names.name = ?
  `);
  const found = (row: Row | undefined) => (row ? userOf(row) : undefined);

  const claim = (user: User, names: readonly string[]) => {
    database
      .prepare("DELETE FROM sign_in_names WHERE pool_id = ? AND username = ?")
      .run(user.poolId, user.username);
    for (const name of new Set(names)) {
      if (selectByName.get(user.poolId, name)) throw new NameTaken(name);
      database
        .prepare("INSERT INTO sign_in_names (pool_id, name, username) VALUES (?, ?, ?)")
        .run(user.poolId, name, user.username);
    }
  };

  return {
    find: (poolId, username) => found(select.get(poolId, username)),
    findByName: (poolId, name) => found(selectByName.get(poolId, name)),
    list: (poolId) =>
      database
        .prepare("SELECT * FROM users WHERE pool_id = ? ORDER BY created_at, username")
        .all(poolId)
        .map(userOf),
    save: (user, names) =>
      inTransaction(database, () => {
        database
          .prepare(upsert)
          .run(
            user.poolId,
            user.username,
            user.status,
            user.enabled ? 1 : 0,
            JSON.stringify(user.attributes),
            user.password?.salt ?? null,
            user.password?.verifier ?? null,
            user.password?.setAt ?? null,
            user.failedSignIns,
            user.lockedUntil,
            user.createdAt,
            user.modifiedAt,
          );
        claim(user, names);
      }),
    delete: (poolId, username) => {
      database.prepare("DELETE FROM users WHERE pool_id = ? AND username = ?").run(poolId, username);
    },
  };
};
