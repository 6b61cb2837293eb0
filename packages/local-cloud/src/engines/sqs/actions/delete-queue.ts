import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue = (context: SqsContext) =>
  onQueue(context, "sqs:DeleteQueue", (queue) => {
    context.queues.remove(queue, context.clock());
    context.arrivals.announce(queue.id);
    return {};
  });
