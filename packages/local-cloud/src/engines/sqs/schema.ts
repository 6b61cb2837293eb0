/** Tables of SQS. Times are epoch milliseconds. */
export const schema = `
CREATE TABLE IF NOT EXISTS queues (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  purged_at INTEGER
) STRICT;

-- Names are blocked for a minute after a deletion.
CREATE TABLE IF NOT EXISTS deleted_queues (
  name TEXT PRIMARY KEY,
  deleted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: a position is never given twice, since receipt handles and sequence numbers derive from it.
-- The body comes last, so that scans of the other columns never touch its overflow pages.
CREATE TABLE IF NOT EXISTS messages (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  queue_id INTEGER NOT NULL REFERENCES queues (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL,
  sender_id TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  visible_at INTEGER NOT NULL,
  receive_count INTEGER NOT NULL,
  received_at INTEGER,
  first_received_at INTEGER,
  group_id TEXT,
  deduplication_id TEXT,
  dead_letter_source_arn TEXT,
  trace_header TEXT,
  attributes TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue_id, visible_at, position);
CREATE INDEX IF NOT EXISTS messages_by_age ON messages (queue_id, sent_at);
CREATE INDEX IF NOT EXISTS messages_by_group ON messages (queue_id, group_id, position);

-- FIFO only: the first message of each group decides when the group has something to give.
CREATE TABLE IF NOT EXISTS message_groups (
  queue_id INTEGER NOT NULL REFERENCES queues (id) ON DELETE CASCADE,
  group_id TEXT NOT NULL,
  head INTEGER NOT NULL,
  available_at INTEGER NOT NULL,
  PRIMARY KEY (queue_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS message_groups_by_availability
  ON message_groups (queue_id, available_at, head);

-- What a FIFO queue has accepted in the last five minutes; scope is a group, or '' for the whole queue.
CREATE TABLE IF NOT EXISTS deduplications (
  queue_id INTEGER NOT NULL REFERENCES queues (id) ON DELETE CASCADE,
  scope TEXT NOT NULL,
  deduplication_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (queue_id, scope, deduplication_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS deduplications_by_expiry ON deduplications (queue_id, expires_at);

CREATE TABLE IF NOT EXISTS receive_attempts (
  queue_id INTEGER NOT NULL REFERENCES queues (id) ON DELETE CASCADE,
  attempt_id TEXT NOT NULL,
  deliveries TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (queue_id, attempt_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS move_tasks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  handle TEXT NOT NULL UNIQUE,
  source_arn TEXT NOT NULL,
  destination_arn TEXT,
  max_per_second INTEGER,
  status TEXT NOT NULL,
  moved INTEGER NOT NULL,
  to_move INTEGER NOT NULL,
  failure_reason TEXT,
  started_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS move_tasks_by_source ON move_tasks (source_arn, id);
`;
