/**
 * Sends what can never be consumed to the dead-letter queue, with the reason.
 *
 * SQS moves a message there by itself after `maxReceiveCount` tries, but then nobody knows why: a consumer cannot
 * change a message. See docs/decisions/0010-consumers.md
 */
import { createHash } from "node:crypto";
import { type MessageAttributeValue, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { sqs } from "../clients.ts";
import { setting } from "../settings.ts";

export interface DeadLetter {
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
  /** Of a FIFO queue's message, for a FIFO dead-letter queue. */
  readonly groupId?: string | undefined;
  /** What makes it this delivery and no other. */
  readonly key: readonly string[];
}

export interface DeadLetters {
  /** @param reason one line for people, shown by whoever looks into the queue */
  bury(letter: DeadLetter, reason: string): Promise<void>;
}

export const reasonAttribute = "failureReason";

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
const maximumAttributes = 10;
const maximumReasonCharacters = 1_000;

/** What SQS takes as text, on one line: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const asAttributeText = (reason: string): string =>
  reason
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]+/gu, " ")
    .trim()
    .slice(0, maximumReasonCharacters)
    .toWellFormed() || "unknown";

const withReason = (
  attributes: DeadLetter["attributes"],
  reason: string,
): Record<string, MessageAttributeValue> => {
  // A message that was moved back and fails again has a reason already, which is not the one of today.
  const others = Object.entries(attributes).filter(([name]) => name !== reasonAttribute);
  return {
    ...Object.fromEntries(others.slice(0, maximumAttributes - 1)),
    [reasonAttribute]: { DataType: "String", StringValue: asAttributeText(reason) },
  };
};

const inOrder = ({ groupId, key }: DeadLetter) => ({
  MessageGroupId: groupId ?? "no group",
  MessageDeduplicationId: createHash("sha256").update(JSON.stringify(key)).digest("hex"),
});

/** The queue that `DEAD_LETTER_QUEUE_URL` names; a function needs `sqs:SendMessage` on it. */
export const deadLetterQueue = (
  queueUrl: () => string = () => setting("DEAD_LETTER_QUEUE_URL"),
  client: () => SQSClient = sqs,
): DeadLetters => ({
  async bury(letter, reason) {
    const QueueUrl = queueUrl();
    await client().send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: letter.body,
        MessageAttributes: withReason(letter.attributes, reason),
        ...(QueueUrl.endsWith(".fifo") && inOrder(letter)),
      }),
    );
  },
});
