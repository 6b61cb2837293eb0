import type { DatabaseSync } from "node:sqlite";
import type { User } from "../users/user.ts";

/** What a code is good for; a new one takes the place of the old. */
export type CodePurpose = "sign-up" | "forgot-password" | "email" | "phone_number";

export interface Code {
  readonly purpose: CodePurpose;
  readonly code: string;
  /** The attribute that it was sent to, and which is verified by it. */
  readonly attribute: string;
  /** The attribute's new value, where it takes effect only when verified. */
  readonly pendingValue: string | undefined;
  readonly attempts: number;
  readonly expiresAt: number;
}

export interface CodeStore {
  find(user: User, purpose: CodePurpose): Code | undefined;
  save(user: User, code: Code): void;
  delete(user: User, purpose: CodePurpose): void;
}

type Row = Readonly<Record<string, unknown>>;

const codeOf = (row: Row): Code => ({
  purpose: String(row.purpose) as CodePurpose,
  code: String(row.code),
  attribute: String(row.attribute),
  pendingValue: row.pending_value === null ? undefined : String(row.pending_value),
  attempts: Number(row.attempts),
  expiresAt: Number(row.expires_at),
});

export const createCodeStore = (database: DatabaseSync): CodeStore => ({
  find: (user, purpose) => {
    const row = database
      .prepare("SELECT * FROM codes WHERE pool_id = ? AND username = ? AND purpose = ?")
      .get(user.poolId, user.username, purpose);
    return row ? codeOf(row) : undefined;
  },
  save: (user, code) => {
    database
      .prepare(`
        INSERT OR REPLACE INTO codes
          (pool_id, username, purpose, code, attribute, pending_value, attempts, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      `)
      .run(
        user.poolId,
        user.username,
        code.purpose,
        code.code,
        code.attribute,
        code.pendingValue ?? null,
        code.attempts,
        code.expiresAt,
      );
  },
  delete: (user, purpose) => {
    database
      .prepare("DELETE FROM codes WHERE pool_id = ? AND username = ? AND purpose = ?")
      .run(user.poolId, user.username, purpose);
  },
});
