import type { DatabaseSync } from "node:sqlite";
import type { Stream, StreamDocument } from "./stream.ts";

/**
 * The streams. They are few and read by every call: the database is their durable copy, memory the one that is read.
 */
export interface StreamStore {
  /** Answers streams that are being deleted, too. */
  find(name: string): Stream | undefined;
  /** In the order of their names. */
  all(): readonly Stream[];
  create(name: string, document: StreamDocument): Stream;
  update(stream: Stream, change: Partial<StreamDocument>): Stream;
}

/** @param arnOf a stream's ARN from its name; @param clock epoch milliseconds */
export const openStreamStore = (
  database: DatabaseSync,
  arnOf: (name: string) => string,
  clock: () => number,
): StreamStore => {
  const insert = database.prepare("INSERT INTO streams (name, document) VALUES (?, ?) RETURNING id");
  const save = database.prepare("UPDATE streams SET document = ? WHERE id = ?");
  const remove = database.prepare("DELETE FROM streams WHERE id = ?");

  const streams = new Map<string, Stream>();
  for (const row of database.prepare("SELECT id, name, document FROM streams").all()) {
    const name = String(row.name);
    const document = JSON.parse(String(row.document)) as StreamDocument;
    streams.set(name, { ...document, id: Number(row.id), name, arn: arnOf(name) });
  }

  /** Deleted streams go, with their records, when their time is over: also when that came while nothing ran. */
  const settle = (stream: Stream | undefined): Stream | undefined => {
    if (stream?.transition?.status !== "DELETING" || stream.transition.until > clock()) return stream;
    remove.run(stream.id);
    streams.delete(stream.name);
    return undefined;
  };

  return {
    find: (name) => settle(streams.get(name)),
    all: () =>
      [...streams.values()]
        .flatMap((stream) => settle(stream) ?? [])
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    create: (name, document) => {
      const row = insert.get(name, JSON.stringify(document));
      const stream = { ...document, id: Number(row?.id), name, arn: arnOf(name) };
      streams.set(name, stream);
      return stream;
    },
    update: (stream, change) => {
      const updated = { ...stream, ...change };
      const { id, name, arn: _, ...document } = updated;
      save.run(JSON.stringify(document satisfies StreamDocument), id);
      streams.set(name, updated);
      return updated;
    },
  };
};
