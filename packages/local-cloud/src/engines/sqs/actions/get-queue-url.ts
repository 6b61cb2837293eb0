import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { missingParameter, queueDoesNotExist } from "../errors.ts";

interface Input {
  readonly QueueName?: string;
  readonly QueueOwnerAWSAccountId?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl = (context: SqsContext): Operation<Input> => ({
  access: ({ QueueName }) => [accessTo(context, "sqs:GetQueueUrl", QueueName ?? "")],

  handle: ({ QueueName: name, QueueOwnerAWSAccountId: owner = context.accountId }) => {
    if (!name) throw missingParameter("QueueName");
    if (owner !== context.accountId) throw queueDoesNotExist();
    return { QueueUrl: context.urlOf(context.queues.require(name).name) };
  },
});
