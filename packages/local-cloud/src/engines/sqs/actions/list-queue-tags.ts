import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags = (context: SqsContext) =>
  onQueue(context, "sqs:ListQueueTags", ({ tags }) => (Object.keys(tags).length > 0 ? { Tags: tags } : {}));
