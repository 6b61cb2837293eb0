/**
 * Tables of S3. Times are epoch milliseconds. Keys are the bytes of their UTF-8, which is the order in which
 * S3 lists them.
 */
export const schema = `
-- Counts every change of an object, over restarts: orders versions and events.
CREATE TABLE IF NOT EXISTS counter (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL) STRICT;
INSERT OR IGNORE INTO counter (id, value) VALUES (1, 0);

-- Content in files that are named by the id, and small parts of uploads. Copies share a body.
CREATE TABLE IF NOT EXISTS bodies (
  id TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  refs INTEGER NOT NULL,
  bytes BLOB
) STRICT;

-- Content in one piece is that of body_id, or, when it is small, the bytes themselves, which come last:
-- whoever reads the other columns does not pass over them.
CREATE TABLE IF NOT EXISTS versions (
  place INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  bucket TEXT NOT NULL,
  key BLOB NOT NULL,
  version_id TEXT NOT NULL,
  latest INTEGER NOT NULL,
  marker INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  modified_at INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  details TEXT NOT NULL,
  body_id TEXT,
  bytes BLOB
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS versions_by_key ON versions (bucket, key, place DESC);
CREATE UNIQUE INDEX IF NOT EXISTS versions_latest ON versions (bucket, key) WHERE latest = 1;

-- What the content of a version is made of that was uploaded in parts, in order.
CREATE TABLE IF NOT EXISTS segments (
  place INTEGER NOT NULL REFERENCES versions (place),
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  size INTEGER NOT NULL,
  body_id TEXT NOT NULL,
  checksum TEXT,
  PRIMARY KEY (place, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS uploads (
  id TEXT PRIMARY KEY,
  bucket TEXT NOT NULL,
  key BLOB NOT NULL,
  initiated_at INTEGER NOT NULL,
  deletion_seen INTEGER NOT NULL DEFAULT 0,
  details TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS uploads_by_key ON uploads (bucket, key, id);

CREATE TABLE IF NOT EXISTS upload_parts (
  upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  checksum TEXT NOT NULL,
  body_id TEXT NOT NULL,
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (upload_id, number)
) STRICT, WITHOUT ROWID;

-- Notifications that are still to be delivered, written together with the change that they tell of.
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  destination TEXT NOT NULL,
  bucket TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS outbox_by_destination ON outbox (destination, id);
`;
