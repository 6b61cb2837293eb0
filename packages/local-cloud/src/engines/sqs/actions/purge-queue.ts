import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { purgeQueueInProgress } from "../errors.ts";

const minimumIntervalMilliseconds = 60_000;

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue = (context: SqsContext) =>
  onQueue(context, "sqs:PurgeQueue", (queue) => {
    const now = context.clock();
    if (queue.purgedAt !== undefined && now - queue.purgedAt < minimumIntervalMilliseconds)
      throw purgeQueueInProgress(queue.name);
    context.messages.purge(queue);
    context.queues.update(queue, { purgedAt: now });
    return {};
  });
