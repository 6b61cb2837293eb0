import { hash } from "node:crypto";
import { invalidParameter, validationError } from "../errors.ts";
import { mapOf } from "../input.ts";
import type { Topic } from "../topics/topic.ts";
import {
  type MessageAttributes,
  requireValidMessageAttributes,
  sizeOfAttributes,
} from "./message-attributes.ts";
import { type MessageTexts, parseMessageTexts } from "./message-text.ts";

/** What `Publish` and an entry of `PublishBatch` have in common. */
export interface MessageInput {
  readonly Message?: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: MessageAttributes | string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** A checked message. */
export interface MessageDraft {
  readonly texts: MessageTexts;
  readonly subject: string | undefined;
  readonly attributes: MessageAttributes;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
}

/** Message and attributes together, https://docs.aws.amazon.com/general/latest/gr/sns.html */
export const maximumBytes = 262_144;

const idCharacters = /^[\x21-\x7e]{1,128}$/;

const requireValidId = (name: string, value: string): void => {
  if (!idCharacters.test(value))
    throw invalidParameter(
      `${name} Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
};

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (Subject) */
const requireValidSubject = (subject: string | undefined): void => {
  if (subject === undefined) return;
  const printable = [...subject].every((char) => char >= " " && char !== "\u007f");
  if (subject.length === 0 || subject.length > 100 || !printable || subject.startsWith(" "))
    throw invalidParameter("Subject");
};

export const sizeOf = ({ Message = "", MessageAttributes }: MessageInput): number =>
  Buffer.byteLength(Message) + sizeOfAttributes(mapOf(MessageAttributes));

/**
 * FIFO topics need a group, and an id that tells repetitions. Standard topics take a group, which they pass on
 * for fair queues.
 *
 * @throws `InvalidParameter`
 */
const requireTopicParameters = (topic: Topic, input: MessageInput): void => {
  const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId } = input;
  if (groupId !== undefined) requireValidId("MessageGroupId", groupId);
  if (deduplicationId !== undefined) requireValidId("MessageDeduplicationId", deduplicationId);
  if (!topic.fifo) {
    if (deduplicationId !== undefined)
      throw invalidParameter(
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
      );
    return;
  }
  if (groupId === undefined)
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  if (deduplicationId === undefined && topic.attributes.ContentBasedDeduplication !== "true")
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
};

/**
 * Checks a message as AWS does.
 *
 * @throws `InvalidParameter`, `ParameterValueInvalid`
 */
export const draftOf = (topic: Topic, input: MessageInput): MessageDraft => {
  const { Message: message, Subject: subject, MessageStructure: structure } = input;
  if (message === undefined) throw validationError("message");
  if (message === "") throw invalidParameter("Empty message");
  requireTopicParameters(topic, input);
  requireValidSubject(subject);
  const attributes = mapOf(input.MessageAttributes);
  requireValidMessageAttributes(attributes);
  if (sizeOf(input) > maximumBytes) throw invalidParameter("Message too long");
  if (structure !== undefined && structure !== "json") throw invalidParameter("MessageStructure");
  return {
    texts: structure === "json" ? parseMessageTexts(message) : { default: message },
    subject,
    attributes,
    groupId: input.MessageGroupId,
    deduplicationId: topic.fifo ? (input.MessageDeduplicationId ?? hash("sha256", message)) : undefined,
  };
};
