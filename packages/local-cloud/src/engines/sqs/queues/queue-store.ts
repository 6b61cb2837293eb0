import type { DatabaseSync } from "node:sqlite";
import type { PolicyDocument } from "../../../iam/policy.ts";
import { inTransaction } from "../../../state/database.ts";
import { queueDoesNotExist } from "../errors.ts";
import type { Queue } from "./queue.ts";
import { parseRedrivePolicy } from "./redrive-policy.ts";

interface QueueRow {
  readonly id: number;
  readonly name: string;
  readonly attributes: string;
  readonly tags: string;
  readonly created_at: number;
  readonly modified_at: number;
  readonly purged_at: number | null;
}

/** What can change in a queue; messages live in the message store. */
export type QueueChange = Partial<Pick<Queue, "attributes" | "tags" | "modifiedAt" | "purgedAt">>;

export interface QueueStore {
  find(name: string): Queue | undefined;
  /** @throws `QueueDoesNotExist` */
  require(name: string): Queue;
  byArn(arn: string): Queue | undefined;
  /** In the order of their names. */
  all(): readonly Queue[];
  create(
    name: string,
    attributes: Readonly<Record<string, string>>,
    tags: Readonly<Record<string, string>>,
    now: number,
  ): Queue;
  update(queue: Queue, change: QueueChange): Queue;
  /** Removes the queue and everything in it. */
  remove(queue: Queue, now: number): void;
  /** When a queue of this name was deleted last, if it was. */
  deletedAt(name: string): number | undefined;
}

const policiesOf = ({ Policy, RedrivePolicy }: Queue["attributes"]): Pick<Queue, "policy" | "redrive"> => ({
  policy: Policy ? (JSON.parse(Policy) as PolicyDocument) : undefined,
  redrive: RedrivePolicy ? parseRedrivePolicy(RedrivePolicy) : undefined,
});

/**
 * Queues are few and read by every call: the database is their durable copy, memory the one that is read.
 */
export const openQueueStore = (database: DatabaseSync, arnOf: (name: string) => string): QueueStore => {
  const insert = database.prepare(
    "INSERT INTO queues (name, attributes, tags, created_at, modified_at) VALUES (?, ?, ?, ?, ?) RETURNING *",
  );
  const save = database.prepare(
    "UPDATE queues SET attributes = ?, tags = ?, modified_at = ?, purged_at = ? WHERE id = ?",
  );
  const remove = database.prepare("DELETE FROM queues WHERE id = ?");
  const bury = database.prepare("INSERT OR REPLACE INTO deleted_queues (name, deleted_at) VALUES (?, ?)");
  const buried = database.prepare("SELECT deleted_at FROM deleted_queues WHERE name = ?");

  const queueOf = (row: QueueRow): Queue => {
    const attributes = JSON.parse(row.attributes) as Record<string, string>;
    return {
      id: row.id,
      name: row.name,
      arn: arnOf(row.name),
      fifo: attributes.FifoQueue === "true",
      attributes,
      tags: JSON.parse(row.tags) as Record<string, string>,
      createdAt: row.created_at,
      modifiedAt: row.modified_at,
      purgedAt: row.purged_at ?? undefined,
      ...policiesOf(attributes),
    };
  };

  const queues = new Map<string, Queue>();
  for (const row of database.prepare("SELECT * FROM queues").all() as unknown as QueueRow[])
    queues.set(row.name, queueOf(row));

  return {
    find: (name) => queues.get(name),

    require: (name) => {
      const queue = queues.get(name);
      if (!queue) throw queueDoesNotExist();
      return queue;
    },

    byArn: (arn) => {
      const queue = queues.get(arn.slice(arn.lastIndexOf(":") + 1));
      return queue?.arn === arn ? queue : undefined;
    },

    all: () => [...queues.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),

    create: (name, attributes, tags, now) => {
      const row = insert.get(name, JSON.stringify(attributes), JSON.stringify(tags), now, now);
      const queue = queueOf(row as unknown as QueueRow);
      queues.set(name, queue);
      return queue;
    },

    update: (queue, change) => {
      const next = { ...queue, ...change };
      const updated: Queue = change.attributes ? { ...next, ...policiesOf(change.attributes) } : next;
      save.run(
        JSON.stringify(updated.attributes),
        JSON.stringify(updated.tags),
        updated.modifiedAt,
        updated.purgedAt ?? null,
        updated.id,
      );
      queues.set(updated.name, updated);
      return updated;
    },

    remove: (queue, now) => {
      inTransaction(database, () => {
        remove.run(queue.id);
        bury.run(queue.name, now);
      });
      queues.delete(queue.name);
    },

    deletedAt: (name) => (buried.get(name) as unknown as { deleted_at: number } | undefined)?.deleted_at,
  };
};
