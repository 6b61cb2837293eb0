import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../state/database.ts";

/** An event on its way to a topic. */
export interface PendingEvent {
  readonly id: number;
  readonly topicArn: string;
  readonly configurationSet: string;
  /** JSON, as it is published. */
  readonly body: string;
}

/** Events that are told, but not published yet; they outlive the process. */
export interface EventOutbox {
  /** Adds all, or none. */
  add(events: readonly Omit<PendingEvent, "id">[]): void;
  /** The oldest. */
  next(): PendingEvent | undefined;
  remove(id: number): void;
}

export const openEventOutbox = (database: DatabaseSync): EventOutbox => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS events (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      topic_arn TEXT NOT NULL,
      configuration_set TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
  `);
  const insert = database.prepare("INSERT INTO events (topic_arn, configuration_set, body) VALUES (?, ?, ?)");
  const oldest = database.prepare("SELECT * FROM events ORDER BY id LIMIT 1");
  const remove = database.prepare("DELETE FROM events WHERE id = ?");
  return {
    add: (events) =>
      inTransaction(database, () => {
        for (const { topicArn, configurationSet, body } of events)
          insert.run(topicArn, configurationSet, body);
      }),
    next: () => {
      const row = oldest.get();
      return (
        row && {
          id: Number(row.id),
          topicArn: String(row.topic_arn),
          configurationSet: String(row.configuration_set),
          body: String(row.body),
        }
      );
    },
    remove: (id) => {
      remove.run(id);
    },
  };
};
