import type { Operation } from "../../../gateway/engine.ts";
import type { SqsContext } from "../context.ts";
import { pageOf } from "../page.ts";

interface Input {
  readonly QueueNamePrefix?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues = (context: SqsContext): Operation<Input> => ({
  access: () => [{ action: "sqs:ListQueues", resources: ["*"] }],

  handle: ({ QueueNamePrefix: prefix = "", MaxResults, NextToken }) => {
    const matching = context.queues.all().filter(({ name }) => name.startsWith(prefix));
    const { items, nextToken } = pageOf(matching, ({ name }) => name, NextToken, MaxResults);
    return {
      ...(items.length > 0 && { QueueUrls: items.map(({ name }) => context.urlOf(name)) }),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },
});
