import type { Dispatcher } from "../../../gateway/engine.ts";
import type { Principal } from "../../../iam/principal.ts";
import { lastOf } from "../arn.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import type { SubscriptionStore } from "../subscriptions/subscription-store.ts";
import { type DeliveryFailure, failureOf } from "./delivery-failure.ts";
import type { Delivery, DeliveryStore, Settlement } from "./delivery-store.ts";
import { retryDelayOf } from "./retry-schedule.ts";
import { deliverToDeadLetterQueue } from "./to-dead-letter-queue.ts";
import { deliverToFunction } from "./to-function.ts";
import { deliverToQueue, type Outcome } from "./to-queue.ts";

/** Carries stored messages to their subscriptions: at once, in order, and again until they arrive. */
export interface Deliveries {
  /** A subscription has something to deliver. */
  wake(subscriptionArn: string): void;
  /** Takes up what a restart interrupted. */
  resume(): void;
  /** Stops after the attempts under way. */
  close(): Promise<void>;
}

interface Parts {
  readonly dispatcher: Dispatcher;
  readonly subscriptions: SubscriptionStore;
  readonly store: DeliveryStore;
  readonly accountId: string;
  readonly clock: () => number;
}

const batchSize = 10;

export const createDeliveries = (parts: Parts): Deliveries => {
  const { dispatcher, subscriptions, store, accountId, clock } = parts;
  /** One worker per subscription keeps its messages in order. */
  const workers = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  const principalOf = ({ topicArn }: Subscription): Principal => ({
    kind: "service",
    service: "sns.amazonaws.com",
    sourceArn: topicArn,
    sourceAccount: accountId,
  });

  const attempt = async (
    subscription: Subscription,
    deliveries: readonly Delivery[],
  ): Promise<readonly Outcome[]> => {
    const principal = principalOf(subscription);
    if (subscription.protocol === "sqs")
      try {
        return await deliverToQueue(dispatcher, subscription, deliveries, principal);
      } catch (error) {
        return deliveries.map((delivery) => ({ delivery, failure: failureOf(error) }));
      }
    const outcomes: Outcome[] = [];
    for (const delivery of deliveries) {
      const outcome = deliverToFunction(dispatcher, subscription, delivery.publication, principal);
      outcomes.push(
        await outcome.then(
          () => ({ delivery, failure: undefined }),
          (error: unknown) => ({ delivery, failure: failureOf(error) }),
        ),
      );
    }
    return outcomes;
  };

  /** A dead-letter queue that refuses loses the message, as on AWS; one that is out of order is tried again. */
  const giveUp = async (
    subscription: Subscription,
    delivery: Delivery,
    failure: DeliveryFailure,
  ): Promise<Settlement> => {
    const { deadLetterQueueArn } = subscription;
    if (deadLetterQueueArn === undefined) return { delivery, done: true };
    try {
      const principal = principalOf(subscription);
      await deliverToDeadLetterQueue(
        dispatcher,
        subscription,
        deadLetterQueueArn,
        delivery,
        failure,
        principal,
      );
      return { delivery, done: true };
    } catch (error) {
      const delay = failureOf(error).retryable ? retryDelayOf(delivery.attempts + 1) : undefined;
      return delay === undefined
        ? { delivery, done: true }
        : { delivery, done: false, dueAt: clock() + delay };
    }
  };

  const settlementOf = async (
    subscription: Subscription,
    { delivery, failure }: Outcome,
  ): Promise<Settlement> => {
    if (!failure) return { delivery, done: true };
    const delay = failure.retryable ? retryDelayOf(delivery.attempts + 1) : undefined;
    if (delay === undefined) return giveUp(subscription, delivery, failure);
    return { delivery, done: false, dueAt: clock() + delay };
  };

  /** In a FIFO topic nothing overtakes a message that waits for its next attempt. */
  const nextOf = (subscription: Subscription): readonly Delivery[] => {
    const now = clock();
    if (!lastOf(subscription.topicArn).endsWith(".fifo")) return store.due(subscription.arn, now, batchSize);
    const next = store.next(subscription.arn, batchSize);
    const waiting = next.findIndex(({ dueAt }) => dueAt > now);
    return waiting < 0 ? next : next.slice(0, waiting);
  };

  const work = async (subscriptionArn: string): Promise<void> => {
    while (!closed) {
      const subscription = subscriptions.find(subscriptionArn);
      if (!subscription) return;
      const deliveries = nextOf(subscription);
      if (deliveries.length === 0) return;
      const outcomes = await attempt(subscription, deliveries);
      const settlements: Settlement[] = [];
      for (const outcome of outcomes) settlements.push(await settlementOf(subscription, outcome));
      store.settle(settlements);
    }
  };

  /** Until the next delivery is due. */
  const rest = (subscriptionArn: string): void => {
    const dueAt = closed ? undefined : store.nextDueAt(subscriptionArn);
    if (dueAt === undefined) return;
    clearTimeout(timers.get(subscriptionArn));
    const wakeUp = () => {
      timers.delete(subscriptionArn);
      wake(subscriptionArn);
    };
    timers.set(subscriptionArn, setTimeout(wakeUp, Math.max(1, dueAt - clock())));
  };

  const wake = (subscriptionArn: string): void => {
    if (closed || workers.has(subscriptionArn)) return;
    // After the present turn of the event loop: what is published together is delivered together.
    const turn = new Promise((resolve) => setImmediate(resolve));
    const worker = turn
      .then(() => work(subscriptionArn))
      .catch((error: unknown) => {
        console.error("SNS could not work on its deliveries, and will try again:", error);
      })
      .finally(() => {
        workers.delete(subscriptionArn);
        // Whatever is left, or came between the last look and now.
        rest(subscriptionArn);
      });
    workers.set(subscriptionArn, worker);
  };

  return {
    wake,
    resume: () => {
      for (const arn of store.pending()) wake(arn);
    },
    close: async () => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(workers.values());
    },
  };
};
