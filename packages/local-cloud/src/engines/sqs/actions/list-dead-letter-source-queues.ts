import { onQueue } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { pageOf } from "../page.ts";

interface Input {
  readonly QueueUrl?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues = (context: SqsContext) =>
  onQueue<Input>(context, "sqs:ListDeadLetterSourceQueues", (queue, { MaxResults, NextToken }) => {
    const sources = context.queues.all().filter(({ redrive }) => redrive?.deadLetterTargetArn === queue.arn);
    const { items, nextToken } = pageOf(sources, ({ name }) => name, NextToken, MaxResults);
    return {
      // AWS spells this member in lower case.
      queueUrls: items.map(({ name }) => context.urlOf(name)),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  });
