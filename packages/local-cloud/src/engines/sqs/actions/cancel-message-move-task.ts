import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidParameter, missingParameter, resourceNotFound } from "../errors.ts";
import { sourceArnOfHandle } from "../moves/task-handle.ts";
import { nameOfArn } from "../queues/queue-arn.ts";

interface Input {
  readonly TaskHandle?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export const cancelMessageMoveTask = (context: SqsContext): Operation<Input> => ({
  access: ({ TaskHandle = "" }) => [
    accessTo(context, "sqs:CancelMessageMoveTask", nameOfArn(sourceArnOfHandle(TaskHandle) ?? "")),
  ],

  handle: ({ TaskHandle: handle }) => {
    if (!handle) throw missingParameter("TaskHandle");
    const sourceArn = sourceArnOfHandle(handle);
    if (!sourceArn) throw invalidParameter("Value for parameter TaskHandle is invalid.");
    if (!context.queues.byArn(sourceArn))
      throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
    const task = context.moves.cancel(handle);
    if (!task) throw resourceNotFound("Task does not exist.");
    return { ApproximateNumberOfMessagesMoved: task.moved };
  },
});
