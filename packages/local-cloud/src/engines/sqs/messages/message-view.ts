import { hash } from "node:crypto";
import { unknownAttribute } from "../errors.ts";
import { isAttributeName } from "../queues/attribute-rules.ts";
import type { Queue } from "../queues/queue.ts";
import { digestOfAttributes } from "./attributes-digest.ts";
import { type StoredMessage, sequenceNumberOf } from "./message.ts";
import type { MessageAttributes } from "./message-attributes.ts";
import { receiptHandleOf } from "./receipt-handle.ts";

const text = (value: number | string | null): string | undefined =>
  value === null ? undefined : String(value);

/** Attributes that SQS itself gives a message, in the order in which AWS documents them. */
const systemAttributes: Readonly<
  Record<string, (message: StoredMessage, queue: Queue) => string | undefined>
> = {
  SenderId: (message) => message.sender_id,
  SentTimestamp: (message) => text(message.sent_at),
  ApproximateReceiveCount: (message) => text(message.receive_count),
  ApproximateFirstReceiveTimestamp: (message) => text(message.first_received_at),
  SequenceNumber: (message, queue) => (queue.fifo ? sequenceNumberOf(message.position) : undefined),
  MessageDeduplicationId: (message) => text(message.deduplication_id),
  MessageGroupId: (message) => text(message.group_id),
  AWSTraceHeader: (message) => text(message.trace_header),
  DeadLetterQueueSourceArn: (message) => text(message.dead_letter_source_arn),
};

/**
 * `AttributeNames` once took the names of queue attributes, and still lets them pass.
 *
 * @throws `InvalidAttributeName`
 */
export const requireKnownSystemAttributes = (names: readonly string[]): void => {
  for (const name of names)
    if (name !== "All" && !(name in systemAttributes) && !isAttributeName(name)) throw unknownAttribute(name);
};

const systemAttributesOf = (message: StoredMessage, queue: Queue, names: readonly string[]) => {
  const wanted = names.includes("All") ? Object.keys(systemAttributes) : names;
  const attributes: Record<string, string> = {};
  for (const name of wanted) {
    const value = systemAttributes[name]?.(message, queue);
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
};

/** `All`, `*` and `.*` are everything, `foo.*` is what starts with foo. */
const selectorOf = (names: readonly string[]) => {
  const prefixes = names.flatMap((name) => (name.endsWith(".*") ? [name.slice(0, -2)] : []));
  const all = names.includes("All") || names.includes("*");
  return (name: string): boolean =>
    all || names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix));
};

const select = (attributes: MessageAttributes, names: readonly string[]): MessageAttributes => {
  const selected = selectorOf(names);
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => selected(name)));
};

/**
 * A message as its receiver sees it. The digest of the attributes covers those that are shown.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html
 */
export const messageViewOf = (
  message: StoredMessage,
  queue: Queue,
  names: { readonly system: readonly string[]; readonly user: readonly string[] },
) => {
  const stored = message.attributes === null ? {} : (JSON.parse(message.attributes) as MessageAttributes);
  const user = names.user.length === 0 ? {} : select(stored, names.user);
  const system = names.system.length === 0 ? {} : systemAttributesOf(message, queue, names.system);
  return {
    MessageId: message.message_id,
    ReceiptHandle: receiptHandleOf({
      queueId: queue.id,
      position: message.position,
      receiveCount: message.receive_count,
    }),
    MD5OfBody: hash("md5", message.body),
    Body: message.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(user).length > 0 && {
      MD5OfMessageAttributes: digestOfAttributes(user),
      MessageAttributes: user,
    }),
  };
};
