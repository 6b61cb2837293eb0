import type { Deliveries } from "./deliveries/deliveries.ts";
import type { Publisher } from "./publishing/publisher.ts";
import type { SubscriptionStore } from "./subscriptions/subscription-store.ts";
import type { TopicStore } from "./topics/topic-store.ts";

/** What the actions of SNS work with. */
export interface SnsContext {
  readonly accountId: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly topics: TopicStore;
  readonly subscriptions: SubscriptionStore;
  readonly deliveries: Deliveries;
  readonly publisher: Publisher;
}
