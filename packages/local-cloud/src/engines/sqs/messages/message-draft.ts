import { hash } from "node:crypto";
import {
  invalidMessageContents,
  invalidParameter,
  invalidParameterValue,
  missingParameter,
} from "../errors.ts";
import { numberOf, type Queue } from "../queues/queue.ts";
import { invalidCharacters, isTransmissible } from "./characters.ts";
import type { Draft } from "./message.ts";
import {
  type MessageAttributes,
  requireValidMessageAttributes,
  requireValidSystemAttributes,
  sizeOfAttributes,
} from "./message-attributes.ts";

/** What `SendMessage` and an entry of `SendMessageBatch` have in common. */
export interface MessageInput {
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: MessageAttributes;
  readonly MessageSystemAttributes?: MessageAttributes;
  readonly MessageDeduplicationId?: string;
  readonly MessageGroupId?: string;
}

/** 1 to 128 letters, digits and ASCII punctuation. */
const idCharacters = /^[\x21-\x7e]{1,128}$/;

const requireValidId = (name: string, value: string): void => {
  if (!idCharacters.test(value))
    throw invalidParameterValue(
      value,
      name,
      `${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
};

export const sizeOf = ({ MessageBody = "", MessageAttributes = {} }: MessageInput): number =>
  Buffer.byteLength(MessageBody) + sizeOfAttributes(MessageAttributes);

const delayOf = (queue: Queue, delaySeconds: number | undefined): number => {
  const ofQueue = numberOf(queue, "DelaySeconds");
  if (delaySeconds === undefined) return ofQueue;
  if (delaySeconds < 0 || delaySeconds > 900)
    throw invalidParameterValue(delaySeconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
  if (!queue.fifo) return delaySeconds;
  // A FIFO queue delays as a whole; AWS tolerates a zero and keeps to the queue's delay.
  if (delaySeconds > 0)
    throw invalidParameterValue(
      delaySeconds,
      "DelaySeconds",
      "The request include parameter that is not valid for this queue type.",
    );
  return ofQueue;
};

/**
 * Checks that an entry of a batch has what its queue's type demands; the values are checked by {@link draftOf}.
 * A missing group is another error here than in a message of its own.
 *
 * @throws `MissingParameter`, `InvalidParameterValue`
 */
export const requireQueueParameters = (queue: Queue, input: MessageInput): void => {
  if (!input.MessageBody) throw missingParameter("MessageBody");
  if (!queue.fifo) return;
  if (input.MessageGroupId === undefined)
    throw invalidParameter("The request must contain the parameter MessageGroupId.");
  if (input.MessageDeduplicationId === undefined && queue.attributes.ContentBasedDeduplication !== "true")
    throw deduplicationIdMissing();
};

const deduplicationIdMissing = () =>
  invalidParameter(
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );

const deduplicationIdOf = (queue: Queue, input: MessageInput): string | undefined => {
  const { MessageDeduplicationId: id, MessageBody: body = "" } = input;
  if (!queue.fifo) {
    if (id !== undefined)
      throw invalidParameterValue(
        id,
        "MessageDeduplicationId",
        "The request includes a parameter that is not valid for this queue type.",
      );
    return undefined;
  }
  if (id !== undefined) {
    requireValidId("MessageDeduplicationId", id);
    return id;
  }
  if (queue.attributes.ContentBasedDeduplication !== "true") throw deduplicationIdMissing();
  return hash("sha256", body);
};

/** A FIFO queue needs a group; a standard queue takes one for fairness between tenants. */
const groupIdOf = (queue: Queue, groupId: string | undefined): string | undefined => {
  if (queue.fifo && groupId === undefined) throw missingParameter("MessageGroupId");
  if (groupId !== undefined) requireValidId("MessageGroupId", groupId);
  return groupId;
};

/** How AWS words that a message is too large: one of its own, an entry of a batch. */
export type SizeVerdict = "are invalid" | "cannot be validated";

/**
 * Checks a message as AWS does.
 *
 * @throws `MissingParameter`, `InvalidParameterValue`, `InvalidMessageContents`
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const draftOf = (
  queue: Queue,
  input: MessageInput,
  senderId: string,
  verdict: SizeVerdict = "are invalid",
): Draft => {
  const {
    MessageBody: body,
    MessageAttributes: attributes = {},
    MessageSystemAttributes: system = {},
  } = input;
  if (!body) throw missingParameter("MessageBody");
  if (!isTransmissible(body)) throw invalidMessageContents(invalidCharacters);
  requireValidMessageAttributes(attributes);
  requireValidSystemAttributes(system);
  const maximum = numberOf(queue, "MaximumMessageSize");
  if (sizeOf(input) > maximum)
    throw invalidParameter(
      `One or more parameters ${verdict}. Reason: Message must be shorter than ${maximum} bytes.`,
    );
  return {
    body,
    attributes,
    traceHeader: system.AWSTraceHeader?.StringValue,
    senderId,
    groupId: groupIdOf(queue, input.MessageGroupId),
    deduplicationId: deduplicationIdOf(queue, input),
    delaySeconds: delayOf(queue, input.DelaySeconds),
  };
};
