import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { missingParameter } from "../errors.ts";
import { requireValidTags, type Tags } from "../queues/tags.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly Tags?: Tags;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:TagQueue", (queue, { Tags: added }) => {
    if (!added || Object.keys(added).length === 0) throw missingParameter("Tags");
    const tags = { ...queue.tags, ...added };
    requireValidTags(tags);
    context.queues.update(queue, { tags });
    return {};
  });
