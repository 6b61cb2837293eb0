import type { Dispatcher } from "../../../gateway/engine.ts";
import type { Principal } from "../../../iam/principal.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import type { DeliveryFailure } from "./delivery-failure.ts";
import type { Delivery } from "./delivery-store.ts";
import {
  bytesOf,
  maximumAttributes,
  type QueueMessage,
  queueMessageOf,
  queueUrlOf,
} from "./queue-message.ts";

/** An attempt's outcome; no failure means delivered. */
export interface Outcome {
  readonly delivery: Delivery;
  readonly failure: DeliveryFailure | undefined;
}

interface BatchAnswer {
  readonly Failed?: readonly {
    readonly Id: string;
    readonly Code: string;
    readonly Message?: string;
    readonly SenderFault: boolean;
  }[];
}

const maximumBatchBytes = 1_000_000;

/** A raw message with more attributes than SQS takes is a client-side error; SQS never sees it. */
const tooManyAttributes: DeliveryFailure = {
  code: "InvalidParameterValue",
  message: `Raw message delivery supports at most ${maximumAttributes} message attributes.`,
  retryable: false,
};

const isRefused = ({ MessageAttributes = {} }: QueueMessage): boolean =>
  Object.keys(MessageAttributes).length > maximumAttributes;

interface Prepared {
  readonly delivery: Delivery;
  readonly message: QueueMessage;
}

/** Splits what SQS would not take in one batch. */
const batchesOf = (prepared: readonly Prepared[]): Prepared[][] => {
  const batches: Prepared[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of prepared) {
    const size = bytesOf(one.message);
    if (bytes + size > maximumBatchBytes) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(one);
    bytes += size;
  }
  return batches;
};

/**
 * Sends deliveries to the queue of a subscription, in their order, as batches.
 *
 * @throws {AwsError} when SQS refuses a batch as a whole: what came before it is not reported
 */
export const deliverToQueue = async (
  dispatcher: Dispatcher,
  subscription: Subscription,
  deliveries: readonly Delivery[],
  principal: Principal,
): Promise<readonly Outcome[]> => {
  const prepared = deliveries.map((delivery) => ({
    delivery,
    message: queueMessageOf(delivery.publication, subscription),
  }));
  const outcomes: Outcome[] = prepared
    .filter(({ message }) => isRefused(message))
    .map(({ delivery }) => ({ delivery, failure: tooManyAttributes }));

  for (const batch of batchesOf(prepared.filter(({ message }) => !isRefused(message)))) {
    const answer = await dispatcher.call<BatchAnswer>(
      "sqs",
      "SendMessageBatch",
      {
        QueueUrl: queueUrlOf(subscription.endpoint),
        Entries: batch.map(({ delivery, message }) => ({ Id: String(delivery.id), ...message })),
      },
      principal,
    );
    const failed = new Map(answer.Failed?.map((entry) => [entry.Id, entry]));
    for (const { delivery } of batch) {
      const entry = failed.get(String(delivery.id));
      const failure = entry && {
        code: entry.Code,
        message: entry.Message ?? "",
        retryable: !entry.SenderFault,
      };
      outcomes.push({ delivery, failure });
    }
  }
  return outcomes;
};
