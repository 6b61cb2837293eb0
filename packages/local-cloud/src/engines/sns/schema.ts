/** Tables of SNS. Times are epoch milliseconds. */
export const schema = `
CREATE TABLE IF NOT EXISTS topics (
  arn TEXT PRIMARY KEY,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS subscriptions (
  arn TEXT PRIMARY KEY,
  topic_arn TEXT NOT NULL REFERENCES topics (arn) ON DELETE CASCADE,
  protocol TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  principal TEXT NOT NULL,
  attributes TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS subscriptions_by_topic ON subscriptions (topic_arn);

-- What was published and has not reached all of its subscriptions yet.
-- AUTOINCREMENT: sequence numbers of FIFO topics derive from the id.
CREATE TABLE IF NOT EXISTS publications (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication_id INTEGER NOT NULL REFERENCES publications (id),
  subscription_arn TEXT NOT NULL REFERENCES subscriptions (arn) ON DELETE CASCADE,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_by_subscription ON deliveries (subscription_arn, id);
CREATE INDEX IF NOT EXISTS deliveries_by_publication ON deliveries (publication_id);

-- What a FIFO topic has accepted in the last five minutes; scope is a group, or '' for the whole topic.
CREATE TABLE IF NOT EXISTS deduplications (
  topic_arn TEXT NOT NULL REFERENCES topics (arn) ON DELETE CASCADE,
  scope TEXT NOT NULL,
  deduplication_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sequence_number TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (topic_arn, scope, deduplication_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS deduplications_by_expiry ON deduplications (expires_at);
`;
