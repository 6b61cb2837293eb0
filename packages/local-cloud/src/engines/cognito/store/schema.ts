/** Everything a user pool keeps. Rows of a pool, a client or a user go with it. */
export const schema = `
  CREATE TABLE IF NOT EXISTS pools (
    id TEXT PRIMARY KEY,
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS clients (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
    settings TEXT NOT NULL,
    secret TEXT,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS users (
    pool_id TEXT NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
    username TEXT NOT NULL,
    status TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    attributes TEXT NOT NULL,
    salt TEXT,
    verifier TEXT,
    password_set_at INTEGER,
    failed_sign_ins INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    PRIMARY KEY (pool_id, username)
  );
  CREATE TABLE IF NOT EXISTS sign_in_names (
    pool_id TEXT NOT NULL,
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    PRIMARY KEY (pool_id, name),
    FOREIGN KEY (pool_id, username) REFERENCES users (pool_id, username) ON DELETE CASCADE
  );
  CREATE INDEX IF NOT EXISTS sign_in_names_by_user ON sign_in_names (pool_id, username);
  CREATE TABLE IF NOT EXISTS groups (
    pool_id TEXT NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT,
    precedence INTEGER,
    role_arn TEXT,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    PRIMARY KEY (pool_id, name)
  );
  CREATE TABLE IF NOT EXISTS memberships (
    pool_id TEXT NOT NULL,
    group_name TEXT NOT NULL,
    username TEXT NOT NULL,
    PRIMARY KEY (pool_id, group_name, username),
    FOREIGN KEY (pool_id, group_name) REFERENCES groups (pool_id, name) ON DELETE CASCADE,
    FOREIGN KEY (pool_id, username) REFERENCES users (pool_id, username) ON DELETE CASCADE
  );
  CREATE INDEX IF NOT EXISTS memberships_by_user ON memberships (pool_id, username);
  CREATE TABLE IF NOT EXISTS codes (
    pool_id TEXT NOT NULL,
    username TEXT NOT NULL,
    purpose TEXT NOT NULL,
    code TEXT NOT NULL,
    attribute TEXT NOT NULL,
    pending_value TEXT,
    attempts INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (pool_id, username, purpose),
    FOREIGN KEY (pool_id, username) REFERENCES users (pool_id, username) ON DELETE CASCADE
  );
  CREATE TABLE IF NOT EXISTS sessions (
    origin_jti TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    pool_id TEXT NOT NULL,
    username TEXT NOT NULL,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    auth_time INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked INTEGER NOT NULL,
    FOREIGN KEY (pool_id, username) REFERENCES users (pool_id, username) ON DELETE CASCADE
  );
  CREATE INDEX IF NOT EXISTS sessions_by_user ON sessions (pool_id, username);
`;
