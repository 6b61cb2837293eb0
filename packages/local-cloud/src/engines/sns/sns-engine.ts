import path from "node:path";
import type { Dispatcher, Engine } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import { addPermission } from "./actions/add-permission.ts";
import { confirmSubscription } from "./actions/confirm-subscription.ts";
import { createTopic } from "./actions/create-topic.ts";
import { deleteTopic } from "./actions/delete-topic.ts";
import { getSubscriptionAttributes } from "./actions/get-subscription-attributes.ts";
import { getTopicAttributes } from "./actions/get-topic-attributes.ts";
import { listSubscriptions } from "./actions/list-subscriptions.ts";
import { listSubscriptionsByTopic } from "./actions/list-subscriptions-by-topic.ts";
import { listTagsForResource } from "./actions/list-tags-for-resource.ts";
import { listTopics } from "./actions/list-topics.ts";
import { publish } from "./actions/publish.ts";
import { publishBatch } from "./actions/publish-batch.ts";
import { removePermission } from "./actions/remove-permission.ts";
import { setSubscriptionAttributes } from "./actions/set-subscription-attributes.ts";
import { setTopicAttributes } from "./actions/set-topic-attributes.ts";
import { subscribe } from "./actions/subscribe.ts";
import { tagResource } from "./actions/tag-resource.ts";
import { unsubscribe } from "./actions/unsubscribe.ts";
import { untagResource } from "./actions/untag-resource.ts";
import type { SnsContext } from "./context.ts";
import { createDeliveries } from "./deliveries/deliveries.ts";
import { openDeliveryStore } from "./deliveries/delivery-store.ts";
import { createPublisher } from "./publishing/publisher.ts";
import { schema } from "./schema.ts";
import { openSubscriptionStore } from "./subscriptions/subscription-store.ts";
import { openTopicStore } from "./topics/topic-store.ts";

export interface SnsOptions {
  /** Folder of `sns.db`. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Carries deliveries to queues and functions, under their policies. */
  readonly dispatcher: Dispatcher;
  /** Epoch milliseconds; tests set their own. */
  readonly clock?: () => number;
}

const actions = {
  AddPermission: addPermission,
  ConfirmSubscription: confirmSubscription,
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  GetSubscriptionAttributes: getSubscriptionAttributes,
  GetTopicAttributes: getTopicAttributes,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
  ListTagsForResource: listTagsForResource,
  ListTopics: listTopics,
  Publish: publish,
  PublishBatch: publishBatch,
  RemovePermission: removePermission,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  SetTopicAttributes: setTopicAttributes,
  Subscribe: subscribe,
  TagResource: tagResource,
  Unsubscribe: unsubscribe,
  UntagResource: untagResource,
};

/**
 * Amazon SNS on SQLite: topics with queues and functions as subscribers. A publish is answered once its
 * deliveries are stored; they are made right away, and again after a restart, until they arrive.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/welcome.html
 */
export const createSnsEngine = ({
  stateDir,
  region,
  accountId,
  dispatcher,
  clock = Date.now,
}: SnsOptions): Engine => {
  const database = openDatabase(path.join(stateDir, "sns.db"), schema);
  const topics = openTopicStore(database);
  const subscriptions = openSubscriptionStore(database);
  const store = openDeliveryStore(database);
  const deliveries = createDeliveries({ dispatcher, subscriptions, store, accountId, clock });
  const publisher = createPublisher({ database, subscriptions, store, deliveries });
  const context: SnsContext = { accountId, region, clock, topics, subscriptions, deliveries, publisher };
  // The engines that take the deliveries are ready once this turn of the event loop is over.
  deliveries.resume();

  return {
    service: "sns",
    protocol: "query",
    xmlNamespace: "2010-03-31",
    operations: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    close: async () => {
      await deliveries.close();
      database.close();
    },
  };
};
