import { lastOf } from "../arn.ts";
import type { MessageAttributes } from "../publishing/message-attributes.ts";
import { type Publication, textFor } from "../publishing/publication.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import { envelopeOf } from "./envelope.ts";

/** A message as SQS takes it. */
export interface QueueMessage {
  readonly MessageBody: string;
  readonly MessageAttributes?: MessageAttributes;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** More attributes than these SQS does not take. */
export const maximumAttributes = 10;

/** Works for any account: SQS refuses queues of another one. */
export const queueUrlOf = (queueArn: string): string => {
  const [name, account] = queueArn.split(":").reverse();
  return `/${account}/${name}`;
};

/**
 * FIFO queues need what orders and deduplicates; standard queues take the group alone, and that only from
 * standard topics.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html
 */
const ordering = ({ groupId, deduplicationId, sequenceNumber }: Publication, queueArn: string) => {
  const fifo = lastOf(queueArn).endsWith(".fifo");
  const grouped = fifo || sequenceNumber === undefined;
  return {
    ...(groupId !== undefined && grouped && { MessageGroupId: groupId }),
    ...(fifo && deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
  };
};

/**
 * Raw delivery carries the message and its attributes as they are.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html
 */
export const queueMessageOf = (publication: Publication, subscription: Subscription): QueueMessage => {
  const { attributes } = publication;
  if (!subscription.raw)
    return {
      MessageBody: envelopeOf(publication, subscription),
      ...ordering(publication, subscription.endpoint),
    };
  return {
    MessageBody: textFor(publication, subscription.protocol),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
    ...ordering(publication, subscription.endpoint),
  };
};

/** Rough upper bound of what a message counts against the limit of a batch. */
export const bytesOf = ({ MessageBody, MessageAttributes = {} }: QueueMessage): number =>
  Buffer.byteLength(MessageBody) + Buffer.byteLength(JSON.stringify(MessageAttributes));
