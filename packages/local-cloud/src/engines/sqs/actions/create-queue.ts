import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { queueDeletedRecently, queueNameExists } from "../errors.ts";
import {
  applyAttributes,
  defaultAttributes,
  requireValidAttributes,
  spelledAsShown,
} from "../queues/attribute-rules.ts";
import { requireUsableDeadLetterQueue } from "../queues/dead-letter-target.ts";
import type { Queue } from "../queues/queue.ts";
import { requireValidName } from "../queues/queue-name.ts";
import { requireValidTags, type Tags } from "../queues/tags.ts";

interface Input {
  readonly QueueName?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  /** AWS spells this member in lower case. */
  readonly tags?: Tags;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const nameBlockedMilliseconds = 60_000;

const requireSameAttributes = (queue: Queue, attributes: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(attributes))
    if ((queue.attributes[name] ?? "") !== value) throw queueNameExists(name);
};

export const createQueue = (context: SqsContext): Operation<Input> => ({
  access: ({ QueueName }) => [accessTo(context, "sqs:CreateQueue", QueueName ?? "")],

  handle: ({ QueueName, Attributes = {}, tags = {} }) => {
    const { queues, clock } = context;
    const attributes = spelledAsShown(Attributes);
    const fifo = attributes.FifoQueue === "true";
    const name = requireValidName(QueueName, fifo);
    requireValidAttributes(attributes, fifo);
    requireValidTags(tags);

    const existing = queues.find(name);
    if (existing) {
      requireSameAttributes(existing, attributes);
      return { QueueUrl: context.urlOf(name) };
    }

    const now = clock();
    if (now - (queues.deletedAt(name) ?? 0) < nameBlockedMilliseconds) throw queueDeletedRecently();
    requireUsableDeadLetterQueue(context, { arn: context.arnOf(name), fifo }, attributes.RedrivePolicy);
    queues.create(name, applyAttributes(defaultAttributes(fifo), attributes), tags, now);
    return { QueueUrl: context.urlOf(name) };
  },
});
