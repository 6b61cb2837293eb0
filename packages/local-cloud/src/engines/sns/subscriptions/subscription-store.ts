import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { subscriptionNotFound } from "../errors.ts";
import type { DeliveryProtocol, Subscription } from "./subscription.ts";
import { deadLetterQueueOf, filterOf, type SubscriptionAttributes } from "./subscription-attributes.ts";

interface Row {
  readonly arn: string;
  readonly topic_arn: string;
  readonly protocol: DeliveryProtocol;
  readonly endpoint: string;
  readonly principal: string;
  readonly attributes: string;
}

export type NewSubscription = Pick<
  Subscription,
  "topicArn" | "protocol" | "endpoint" | "principal" | "attributes"
>;

export interface SubscriptionStore {
  find(arn: string): Subscription | undefined;
  /** @throws `NotFound` */
  require(arn: string): Subscription;
  all(): readonly Subscription[];
  ofTopic(topicArn: string): readonly Subscription[];
  create(subscription: NewSubscription, now: number): Subscription;
  setAttributes(subscription: Subscription, attributes: SubscriptionAttributes): void;
  remove(arn: string): void;
  /** The topic was deleted, and the database has already dropped its subscriptions. */
  forgetTopic(topicArn: string): void;
}

/** Subscriptions with their filters compiled, in memory; the database is their durable copy. */
export const openSubscriptionStore = (database: DatabaseSync): SubscriptionStore => {
  const insert = database.prepare(
    "INSERT INTO subscriptions (arn, topic_arn, protocol, endpoint, principal, attributes, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const save = database.prepare("UPDATE subscriptions SET attributes = ? WHERE arn = ?");
  const remove = database.prepare("DELETE FROM subscriptions WHERE arn = ?");

  const subscriptions = new Map<string, Subscription>();
  const byTopic = new Map<string, Map<string, Subscription>>();

  const keep = (arn: string, subscription: NewSubscription): Subscription => {
    const { attributes, topicArn } = subscription;
    const complete: Subscription = {
      ...subscription,
      arn,
      raw: attributes.RawMessageDelivery === "true",
      filter: filterOf(attributes),
      deadLetterQueueArn: deadLetterQueueOf(attributes),
    };
    const siblings = byTopic.get(topicArn) ?? new Map<string, Subscription>();
    byTopic.set(topicArn, siblings.set(arn, complete));
    subscriptions.set(arn, complete);
    return complete;
  };

  const select = database.prepare("SELECT * FROM subscriptions ORDER BY created_at");
  for (const row of select.all() as unknown as Row[])
    keep(row.arn, {
      topicArn: row.topic_arn,
      protocol: row.protocol,
      endpoint: row.endpoint,
      principal: row.principal,
      attributes: JSON.parse(row.attributes) as SubscriptionAttributes,
    });

  return {
    find: (arn) => subscriptions.get(arn),

    require: (arn) => {
      const subscription = subscriptions.get(arn);
      if (!subscription) throw subscriptionNotFound();
      return subscription;
    },

    all: () => [...subscriptions.values()],
    ofTopic: (topicArn) => [...(byTopic.get(topicArn)?.values() ?? [])],

    create: (subscription, now) => {
      const { topicArn, protocol, endpoint, principal, attributes } = subscription;
      const arn = `${topicArn}:${randomUUID()}`;
      insert.run(arn, topicArn, protocol, endpoint, principal, JSON.stringify(attributes), now);
      return keep(arn, { topicArn, protocol, endpoint, principal, attributes });
    },

    setAttributes: (subscription, attributes) => {
      save.run(JSON.stringify(attributes), subscription.arn);
      keep(subscription.arn, { ...subscription, attributes });
    },

    remove: (arn) => {
      remove.run(arn);
      const topicArn = subscriptions.get(arn)?.topicArn;
      if (topicArn !== undefined) byTopic.get(topicArn)?.delete(arn);
      subscriptions.delete(arn);
    },

    forgetTopic: (topicArn) => {
      for (const arn of byTopic.get(topicArn)?.keys() ?? []) subscriptions.delete(arn);
      byTopic.delete(topicArn);
    },
  };
};
