import type { DatabaseSync } from "node:sqlite";

/** Counts what counts against the quota of a day: https://docs.aws.amazon.com/ses/latest/dg/quotas.html#quotas-sending */
export interface SendLog {
  record(at: Date, recipients: number): void;
  sentSince(time: Date): number;
}

export const openSendLog = (database: DatabaseSync): SendLog => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS sends (at INTEGER NOT NULL, recipients INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS sends_by_time ON sends (at);
  `);
  const insert = database.prepare("INSERT INTO sends (at, recipients) VALUES (?, ?)");
  const sum = database.prepare("SELECT coalesce(sum(recipients), 0) AS sent FROM sends WHERE at > ?");
  return {
    record: (at, recipients) => {
      insert.run(at.getTime(), recipients);
    },
    sentSince: (time) => Number(sum.get(time.getTime())?.sent ?? 0),
  };
};
