import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../state/database.ts";
import type { Deliveries } from "../deliveries/deliveries.ts";
import type { DeliveryStore } from "../deliveries/delivery-store.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import type { SubscriptionStore } from "../subscriptions/subscription-store.ts";
import { deduplicationScopeOf, type Topic } from "../topics/topic.ts";
import { openDeduplication } from "./deduplication.ts";
import type { MessageDraft } from "./message-draft.ts";
import type { Publication } from "./publication.ts";
import { wants } from "./subscription-filter.ts";

/** What the publisher of a message learns. */
export interface Published {
  readonly messageId: string;
  /** FIFO topics only. */
  readonly sequenceNumber: string | undefined;
}

export interface Publisher {
  /** Stores messages with a delivery per subscription that wants them; what it answers is on disk. */
  publish(topic: Topic, drafts: readonly MessageDraft[], now: number): readonly Published[];
}

interface Parts {
  readonly database: DatabaseSync;
  readonly subscriptions: SubscriptionStore;
  readonly store: DeliveryStore;
  readonly deliveries: Deliveries;
}

/** Twenty digits that grow, as AWS's do. */
const sequenceNumberOf = (publicationId: number): string =>
  String(10_000_000_000_000_000_000n + BigInt(publicationId) * 1000n);

export const createPublisher = ({ database, subscriptions, store, deliveries }: Parts): Publisher => {
  const deduplication = openDeduplication(database);

  const publishOne = (
    topic: Topic,
    draft: MessageDraft,
    now: number,
    woken: Set<Subscription>,
  ): Published => {
    const { deduplicationId, groupId = "" } = draft;
    const scope = deduplicationScopeOf(topic, groupId);
    if (deduplicationId !== undefined) {
      const known = deduplication.find(topic.arn, scope, deduplicationId, now);
      if (known) return known;
    }

    const messageId = randomUUID();
    const reserved = topic.fifo ? store.reserve() : undefined;
    const sequenceNumber = reserved === undefined ? undefined : sequenceNumberOf(reserved);
    const publication: Publication = {
      ...draft,
      messageId,
      topicArn: topic.arn,
      sequenceNumber,
      signatureVersion: topic.attributes.SignatureVersion ?? "1",
      publishedAt: now,
    };
    const receivers = subscriptions
      .ofTopic(topic.arn)
      .filter((subscription) => wants(subscription, publication));
    store.add(publication, receivers, now, reserved);
    for (const receiver of receivers) woken.add(receiver);
    if (deduplicationId !== undefined && sequenceNumber !== undefined)
      deduplication.remember(topic.arn, scope, deduplicationId, { messageId, sequenceNumber }, now);
    return { messageId, sequenceNumber };
  };

  return {
    publish: (topic, drafts, now) => {
      const woken = new Set<Subscription>();
      const published = inTransaction(database, () =>
        drafts.map((draft) => publishOne(topic, draft, now, woken)),
      );
      for (const { arn } of woken) deliveries.wake(arn);
      return published;
    },
  };
};
