import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { unknownAttribute } from "../errors.ts";
import { isAttributeName } from "../queues/attribute-rules.ts";
import type { Queue } from "../queues/queue.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly AttributeNames?: readonly string[];
}

const seconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000));

/** Attributes that describe the queue and cannot be set. */
const described: Readonly<Record<string, (queue: Queue, context: SqsContext) => string>> = {
  QueueArn: (queue) => queue.arn,
  ApproximateNumberOfMessages: (queue, { messages, clock }) =>
    String(messages.counts(queue, clock()).visible),
  ApproximateNumberOfMessagesNotVisible: (queue, { messages, clock }) =>
    String(messages.counts(queue, clock()).inFlight),
  ApproximateNumberOfMessagesDelayed: (queue, { messages, clock }) =>
    String(messages.counts(queue, clock()).delayed),
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

    const attributes: Record<string, string> = {};
    for (const name of wanted) {
      const value = described[name]?.(queue, context) ?? queue.attributes[name];
      if (value !== undefined) attributes[name] = value;
    }
    return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
  });
