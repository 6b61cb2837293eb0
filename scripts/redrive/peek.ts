import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Queue } from "./queues.ts";

/** What was seen of a queue's messages. */
export interface Peek {
  readonly messages: readonly Message[];
  /** When the oldest of them was sent. */
  readonly oldestSentAt: Date | undefined;
}

const mostMessages = 100;
const batch = 10;
/** Should this process end in the middle, the messages are back after this time. */
const hiddenSeconds = 30;

const nothing: Peek = { messages: [], oldestSentAt: undefined };

const sentAt = ({ Attributes }: Message): number => Number(Attributes?.SentTimestamp);

const giveBack = async (sqs: SQSClient, url: string, messages: readonly Message[]): Promise<void> => {
  for (let at = 0; at < messages.length; at += batch)
    await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url,
        Entries: messages.slice(at, at + batch).map(({ ReceiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle,
          VisibilityTimeout: 0,
        })),
      }),
    );
};

/**
 * Looks at up to 100 messages of a dead-letter queue and gives them back at once. An alarm on waiting messages stays
 * as it is; only their receive counts grow. A queue that has a dead-letter queue of its own is not looked into: there
 * a look could be the one receive too many that moves a message on.
 */
export const peek = async (sqs: SQSClient, queue: Queue): Promise<Peek> => {
  if (queue.visible === 0 || queue.redrive) return nothing;
  const wanted = Math.min(queue.visible, mostMessages);
  const messages: Message[] = [];
  try {
    while (messages.length < wanted) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue.url,
          MaxNumberOfMessages: Math.min(batch, wanted - messages.length),
          VisibilityTimeout: hiddenSeconds,
          // A short poll asks only some of SQS's servers, and its empty answer would mean little.
          WaitTimeSeconds: 1,
          MessageAttributeNames: ["All"],
          MessageSystemAttributeNames: ["All"],
        }),
      );
      if (Messages.length === 0) break;
      messages.push(...Messages);
    }
  } finally {
    await giveBack(sqs, queue.url, messages);
  }
  const oldest = Math.min(...messages.map(sentAt));
  return { messages, oldestSentAt: Number.isFinite(oldest) ? new Date(oldest) : undefined };
};
