/** Tables of Kinesis. Times are epoch milliseconds. */
export const schema = `
-- AUTOINCREMENT: what belonged to a deleted stream never shows up in another one of the same name.
CREATE TABLE IF NOT EXISTS streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: a position is never given twice, since sequence numbers derive from it, also when all records are trimmed.
CREATE TABLE IF NOT EXISTS records (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  stream_id INTEGER NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
  shard INTEGER NOT NULL,
  arrived_at INTEGER NOT NULL,
  partition_key TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;
-- An index ends in the position by itself: this one gives the records of a shard in their order.
CREATE INDEX IF NOT EXISTS records_by_shard ON records (stream_id, shard);
CREATE INDEX IF NOT EXISTS records_by_arrival ON records (arrived_at);
`;
