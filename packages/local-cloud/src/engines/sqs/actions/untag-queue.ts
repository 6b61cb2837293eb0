import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { missingParameter } from "../errors.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly TagKeys?: readonly string[];
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:UntagQueue", (queue, { TagKeys: keys }) => {
    if (!keys || keys.length === 0) throw missingParameter("TagKey");
    const tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !keys.includes(key)));
    context.queues.update(queue, { tags });
    return {};
  });
