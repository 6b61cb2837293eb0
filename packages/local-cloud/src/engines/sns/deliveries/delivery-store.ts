import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../state/database.ts";
import type { Publication } from "../publishing/publication.ts";
import type { Subscription } from "../subscriptions/subscription.ts";

/** One message on its way to one subscription. */
export interface Delivery {
  readonly id: number;
  readonly publicationId: number;
  readonly attempts: number;
  /** Epoch milliseconds of the next attempt. */
  readonly dueAt: number;
  readonly publication: Publication;
}

/** What became of an attempt. */
export type Settlement =
  | { readonly delivery: Delivery; readonly done: true }
  | { readonly delivery: Delivery; readonly done: false; readonly dueAt: number };

/** Deliveries that are still to be made. Callers of `add` and `reserve` own the transaction. */
export interface DeliveryStore {
  /** The id of a publication that is about to be added; FIFO topics number their messages by it. */
  reserve(): number;
  add(publication: Publication, receivers: readonly Subscription[], now: number, reservedId?: number): void;
  /** The oldest deliveries of a subscription, due or not. */
  next(subscriptionArn: string, limit: number): readonly Delivery[];
  /** The oldest deliveries of a subscription whose time has come. */
  due(subscriptionArn: string, now: number, limit: number): readonly Delivery[];
  /** When the next delivery of a subscription is due. */
  nextDueAt(subscriptionArn: string): number | undefined;
  settle(settlements: readonly Settlement[]): void;
  /** Subscriptions with deliveries to make. */
  pending(): readonly string[];
}

interface Row {
  readonly id: number;
  readonly publication_id: number;
  readonly attempts: number;
  readonly due_at: number;
  readonly content: string;
}

const deliveryOf = (row: Row): Delivery => ({
  id: row.id,
  publicationId: row.publication_id,
  attempts: row.attempts,
  dueAt: row.due_at,
  publication: JSON.parse(row.content) as Publication,
});

const select =
  "SELECT d.id, d.publication_id, d.attempts, d.due_at, p.content FROM deliveries d JOIN publications p ON p.id = d.publication_id WHERE d.subscription_arn = ?";

export const openDeliveryStore = (database: DatabaseSync): DeliveryStore => {
  const insertPublication = database.prepare("INSERT INTO publications (id, content) VALUES (?, ?)");
  const fillPublication = database.prepare("UPDATE publications SET content = ? WHERE id = ?");
  const insertDelivery = database.prepare(
    "INSERT INTO deliveries (publication_id, subscription_arn, attempts, due_at) VALUES (?, ?, 0, ?)",
  );
  const next = database.prepare(`${select} ORDER BY d.id LIMIT ?`);
  const due = database.prepare(`${select} AND d.due_at <= ? ORDER BY d.id LIMIT ?`);
  const nextDueAt = database.prepare("SELECT MIN(due_at) AS at FROM deliveries WHERE subscription_arn = ?");
  const remove = database.prepare("DELETE FROM deliveries WHERE id = ?");
  const postpone = database.prepare("UPDATE deliveries SET attempts = attempts + 1, due_at = ? WHERE id = ?");
  const dropPublication = database.prepare(
    "DELETE FROM publications WHERE id = ? AND NOT EXISTS (SELECT 1 FROM deliveries WHERE publication_id = publications.id)",
  );
  const pending = database.prepare("SELECT DISTINCT subscription_arn AS arn FROM deliveries");
  // What a deleted subscription or an interrupted publish left behind.
  database.exec(
    "DELETE FROM publications WHERE NOT EXISTS (SELECT 1 FROM deliveries WHERE publication_id = publications.id)",
  );

  return {
    reserve: () => Number(insertPublication.run(null, "").lastInsertRowid),

    add: (publication, receivers, now, reservedId) => {
      if (receivers.length === 0) {
        if (reservedId !== undefined) dropPublication.run(reservedId);
        return;
      }
      const content = JSON.stringify(publication);
      if (reservedId !== undefined) fillPublication.run(content, reservedId);
      const id = reservedId ?? Number(insertPublication.run(null, content).lastInsertRowid);
      for (const { arn } of receivers) insertDelivery.run(id, arn, now);
    },

    next: (arn, limit) => (next.all(arn, limit) as unknown as Row[]).map(deliveryOf),
    due: (arn, now, limit) => (due.all(arn, now, limit) as unknown as Row[]).map(deliveryOf),
    nextDueAt: (arn) => (nextDueAt.get(arn) as unknown as { at: number | null }).at ?? undefined,

    settle: (settlements) => {
      inTransaction(database, () => {
        for (const settlement of settlements) {
          const { delivery } = settlement;
          if (!settlement.done) {
            postpone.run(settlement.dueAt, delivery.id);
            continue;
          }
          remove.run(delivery.id);
          dropPublication.run(delivery.publicationId);
        }
      });
    },

    pending: () => (pending.all() as unknown as { arn: string }[]).map(({ arn }) => arn),
  };
};
