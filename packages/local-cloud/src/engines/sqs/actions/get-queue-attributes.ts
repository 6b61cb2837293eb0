import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { unknownAttribute } from "../errors.ts";
import type { MessageCounts } from "../messages/message-store.ts";
import { isAttributeName } from "../queues/attribute-rules.ts";
import type { Queue } from "../queues/queue.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
}

const seconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000));

/** Attributes that describe the queue and cannot be set. */
const described: Readonly<Record<string, (queue: Queue, counts: () => MessageCounts) => string>> = {
  QueueArn: (queue) => queue.arn,
  ApproximateNumberOfMessages: (_, counts) => String(counts().visible),
  ApproximateNumberOfMessagesNotVisible: (_, counts) => String(counts().inFlight),
  ApproximateNumberOfMessagesDelayed: (_, counts) => String(counts().delayed),
  CreatedTimestamp: (queue) => seconds(queue.createdAt),
  LastModifiedTimestamp: (queue) => seconds(queue.modifiedAt),
};

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:GetQueueAttributes", (queue, { AttributeNames: names = [] }) => {
    for (const name of names)
      if (name !== "All" && !(name in described) && !isAttributeName(name)) throw unknownAttribute(name);
    const wanted = names.includes("All")
      ? [...Object.keys(described), ...Object.keys(queue.attributes)]
      : names;

    let counted: MessageCounts | undefined;
    const counts = () => {
      counted ??= context.messages.counts(queue, context.clock());
      return counted;
    };
    const attributes: Record<string, string> = {};
    for (const name of wanted) {
      const value = described[name]?.(queue, counts) ?? queue.attributes[name];
      if (value !== undefined) attributes[name] = value;
    }
    return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
  });
