/**
 * Notifications on their way. They are written together with the change they tell of, and leave when their
 * destination has taken them: a crash in between delivers them again, and never loses one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
 */
import type { DatabaseSync } from "node:sqlite";
import { AwsError } from "../../../gateway/errors.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { targetsOf, wants } from "./configuration.ts";
import type { Destinations } from "./destination.ts";
import { type Cause, type Change, eventRecordOf } from "./event.ts";

export interface Outbox {
  /** Adds what the bucket's configuration wants to be told of; belongs into the transaction of the change. */
  add(bucket: Bucket, change: Change, cause: Cause): void;
  /** Takes what was added; it is committed. @returns what begins to deliver it, once the commit is on disk */
  takeAdded(): () => void;
  /** Takes up what a restart interrupted. */
  resume(): void;
  /** Stops after the deliveries under way. */
  close(): Promise<void>;
}

interface Parts {
  readonly database: DatabaseSync;
  readonly destinations: Destinations;
  readonly region: string;
  readonly accountId: string;
  readonly clock: () => number;
  readonly transact: <T>(work: () => T) => T;
}

interface Row {
  readonly id: number;
  readonly bucket: string;
  readonly payload: string;
  readonly attempts: number;
  readonly dueAt: number;
}

const batchSize = 50;
const longestDelayMs = 60_000;

/** A destination that recovers gets what waited for it; one that is gone or refuses does not. */
const isRefusal = (error: unknown): boolean =>
  error instanceof AwsError && error.status < 500 && error.status !== 429 && !/throttl/i.test(error.code);

export const createOutbox = ({
  database,
  destinations,
  region,
  accountId,
  clock,
  transact,
}: Parts): Outbox => {
  const insert = database.prepare(
    "INSERT INTO outbox (destination, bucket, payload, attempts, due_at) VALUES (?, ?, ?, 0, ?)",
  );
  const select = database.prepare(
    "SELECT * FROM outbox WHERE destination = ? AND id <= ? ORDER BY id LIMIT ?",
  );
  const remove = database.prepare("DELETE FROM outbox WHERE id = ?");
  const postpone = database.prepare("UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = ?");
  const newest = database.prepare("SELECT max(id) AS id FROM outbox");
  const waiting = database.prepare("SELECT DISTINCT destination FROM outbox");
  /** One worker per destination, so that a slow one holds up no other. */
  const workers = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  /** Destinations of what was added since the last commit. */
  let added = new Set<string>();
  const fresh = new Set<string>();
  let closed = false;
  const newestId = (): number => Number(newest.get()?.id ?? 0);
  /** What follows is not on disk yet: nobody must hear of what may not come to be. */
  let committed = 0;

  const next = (destination: string): Row[] =>
    select.all(destination, committed, batchSize).map((row) => ({
      id: Number(row.id),
      bucket: String(row.bucket),
      payload: String(row.payload),
      attempts: Number(row.attempts),
      dueAt: Number(row.due_at),
    }));

  /** @returns whether the destination can take more at once */
  const deliver = async (destination: string, { id, bucket, payload, attempts }: Row): Promise<boolean> => {
    try {
      await destinations.send(bucket, destination, payload);
      transact(() => remove.run(id));
      return true;
    } catch (error) {
      if (isRefusal(error)) {
        console.error(`S3 drops a notification of ${bucket} that ${destination} refuses:`, String(error));
        transact(() => remove.run(id));
        return true;
      }
      const delayMs = Math.min(longestDelayMs, 250 * 2 ** Math.min(attempts, 10));
      transact(() => postpone.run(clock() + delayMs, id));
      return false;
    }
  };

  const work = async (destination: string): Promise<void> => {
    while (!closed) {
      const rows = next(destination);
      if (rows.length === 0) return;
      for (const row of rows) {
        if (closed) return;
        if (row.dueAt > clock() || !(await deliver(destination, row))) return rest(destination, row.id);
      }
    }
  };

  /** The order of a destination is kept: nothing overtakes what waits for its next attempt. */
  const rest = (destination: string, id: number): void => {
    const dueAt = next(destination).find((row) => row.id === id)?.dueAt ?? clock();
    clearTimeout(timers.get(destination));
    timers.set(
      destination,
      setTimeout(() => start(destination), Math.max(1, dueAt - clock())),
    );
  };

  const start = (destination: string): void => {
    if (closed || workers.has(destination)) return;
    const worker = work(destination)
      .catch((error: unknown) => console.error("S3 could not work on its notifications:", error))
      .finally(() => {
        workers.delete(destination);
        if (fresh.delete(destination)) start(destination);
      });
    workers.set(destination, worker);
  };

  const wake = (upTo: number, destinations: Iterable<string>): void => {
    committed = Math.max(committed, upTo);
    for (const destination of destinations) fresh.add(destination);
    // After the present turn of the event loop, so that the answer to the change goes out first.
    setImmediate(() => {
      for (const destination of fresh) {
        if (workers.has(destination)) continue;
        fresh.delete(destination);
        start(destination);
      }
    });
  };

  return {
    add: (bucket, change, cause) => {
      const targets = targetsOf(bucket.notification);
      if (targets.length === 0) return;
      const now = clock();
      for (const target of targets) {
        if (!wants(target, `s3:${change.event}`, change.key)) continue;
        const record = eventRecordOf(change, cause, target.id, { region, accountId, now });
        insert.run(target.arn, bucket.name, JSON.stringify({ Records: [record] }), now);
        added.add(target.arn);
      }
    },
    takeAdded: () => {
      if (added.size === 0) return () => undefined;
      const destinations = added;
      const upTo = newestId();
      added = new Set();
      return () => wake(upTo, destinations);
    },
    resume: () =>
      wake(
        newestId(),
        waiting.all().map(({ destination }) => String(destination)),
      ),
    close: async () => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(workers.values());
    },
  };
};
