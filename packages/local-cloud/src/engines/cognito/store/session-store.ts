import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { User } from "../users/user.ts";

/** One sign-in: its refresh token, and all access and ID tokens that come from it. */
export interface Session {
  /** In every token of this sign-in as `origin_jti`. */
  readonly originJti: string;
  readonly poolId: string;
  readonly username: string;
  readonly clientId: string;
  /** Seconds, as in the tokens. */
  readonly authTime: number;
  /** Milliseconds. */
  readonly expiresAt: number;
  readonly revoked: boolean;
}

export interface SessionStore {
  findByToken(refreshToken: string): Session | undefined;
  find(originJti: string): Session | undefined;
  insert(session: Session, refreshToken: string): void;
  revoke(originJti: string): void;
  revokeAll(user: User): void;
  /** Drops sessions of which no token can be valid any more. */
  prune(now: number): void;
}

const longestAccessTokenMs = 24 * 60 * 60 * 1_000;

type Row = Readonly<Record<string, unknown>>;

/** A refresh token is as good as a password, so only its hash is kept. */
const hashOf = (refreshToken: string) => createHash("sha256").update(refreshToken).digest("hex");

const sessionOf = (row: Row): Session => ({
  originJti: String(row.origin_jti),
  poolId: String(row.pool_id),
  username: String(row.username),
  clientId: String(row.client_id),
  authTime: Number(row.auth_time),
  expiresAt: Number(row.expires_at),
  revoked: row.revoked === 1,
});

export const createSessionStore = (database: DatabaseSync): SessionStore => {
  const found = (row: Row | undefined) => (row ? sessionOf(row) : undefined);
  const selectByToken = database.prepare("SELECT * FROM sessions WHERE token_hash = ?");
  const select = database.prepare("SELECT * FROM sessions WHERE origin_jti = ?");
  return {
    findByToken: (refreshToken) => found(selectByToken.get(hashOf(refreshToken))),
    find: (originJti) => found(select.get(originJti)),
    insert: (session, refreshToken) => {
      database
        .prepare(`
          INSERT INTO sessions
            (origin_jti, token_hash, pool_id, username, client_id, auth_time, expires_at, revoked)
          VALUES (?, ?, ?, ?, ?, ?, ?, 0)
        `)
        .run(
          session.originJti,
          hashOf(refreshToken),
          session.poolId,
          session.username,
          session.clientId,
          session.authTime,
          session.expiresAt,
        );
    },
    revoke: (originJti) => {
      database.prepare("UPDATE sessions SET revoked = 1 WHERE origin_jti = ?").run(originJti);
    },
    revokeAll: (user) => {
      database
        .prepare("UPDATE sessions SET revoked = 1 WHERE pool_id = ? AND username = ?")
        .run(user.poolId, user.username);
    },
    prune: (now) => {
      database.prepare("DELETE FROM sessions WHERE expires_at < ?").run(now - longestAccessTokenMs);
    },
  };
};
