import type { Access, ApiCall, Operation } from "../../gateway/engine.ts";
import type { SqsContext } from "./context.ts";
import type { Queue } from "./queues/queue.ts";
import { queueNameOf } from "./queues/queue-name.ts";

/**
 * The access that an action needs to a queue, with the queue's own policy.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
export const accessTo = (context: SqsContext, action: string, queueName: string): Access => ({
  action,
  resources: [context.arnOf(queueName)],
  resourcePolicy: context.queues.find(queueName)?.policy,
});

/**
 * An operation on the queue that `QueueUrl` names.
 *
 * @param action its IAM action; a batch is authorised as the single action that it repeats
 */
export const onQueue = <Input extends { readonly QueueUrl?: string }>(
  context: SqsContext,
  action: string,
  handle: (queue: Queue, input: Input, call: ApiCall) => object | Promise<object>,
): Operation<Input> => ({
  access: (input) => [accessTo(context, action, queueNameOf(input.QueueUrl, context.accountId))],
  handle: (input, call) =>
    handle(context.queues.require(queueNameOf(input.QueueUrl, context.accountId)), input, call),
});
