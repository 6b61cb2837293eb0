import type { Dispatcher } from "../../../gateway/engine.ts";
import type { Principal } from "../../../iam/principal.ts";
import type { MessageAttributes } from "../publishing/message-attributes.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import type { DeliveryFailure } from "./delivery-failure.ts";
import type { Delivery } from "./delivery-store.ts";
import { maximumAttributes, queueMessageOf, queueUrlOf } from "./queue-message.ts";

const text = (value: string) => ({ DataType: "String", StringValue: value });

/** A raw message keeps its attributes. The reason goes with them when SQS takes both. */
const attributesOf = (own: MessageAttributes, reason: MessageAttributes): MessageAttributes => {
  const both = { ...reason, ...own };
  if (Object.keys(both).length <= maximumAttributes) return both;
  return Object.keys(own).length <= maximumAttributes ? own : reason;
};

/**
 * Sends what could not be delivered to the subscription's dead-letter queue, with the reason as attributes.
 *
 * @throws {AwsError} when that queue does not take it either
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export const deliverToDeadLetterQueue = async (
  dispatcher: Dispatcher,
  subscription: Subscription,
  queueArn: string,
  { publication }: Delivery,
  { code, message }: DeliveryFailure,
  principal: Principal,
): Promise<void> => {
  const undelivered = queueMessageOf(publication, { ...subscription, endpoint: queueArn });
  await dispatcher.call(
    "sqs",
    "SendMessage",
    {
      ...undelivered,
      QueueUrl: queueUrlOf(queueArn),
      MessageAttributes: attributesOf(undelivered.MessageAttributes ?? {}, {
        RequestID: text(publication.messageId),
        ErrorCode: text(code),
        ErrorMessage: text(message || code),
      }),
    },
    principal,
  );
};
