import type { Operation } from "../../../gateway/engine.ts";
import { accessTo } from "../access.ts";
import type { SqsContext } from "../context.ts";
import { invalidParameterValue, missingParameter, resourceNotFound } from "../errors.ts";
import type { MoveTask } from "../moves/move-task-table.ts";
import { nameOfArn } from "../queues/queue-arn.ts";

interface Input {
  readonly SourceArn?: string;
  readonly MaxResults?: number;
}

const viewOf = (task: MoveTask) => ({
  // Only a running task can be cancelled, so only a running one shows its handle.
  ...(task.status === "RUNNING" && { TaskHandle: task.handle }),
  Status: task.status,
  SourceArn: task.sourceArn,
  ...(task.destinationArn !== undefined && { DestinationArn: task.destinationArn }),
  ...(task.maxPerSecond !== undefined && { MaxNumberOfMessagesPerSecond: task.maxPerSecond }),
  ApproximateNumberOfMessagesMoved: task.moved,
  ApproximateNumberOfMessagesToMove: task.toMove,
  ...(task.failureReason !== undefined && { FailureReason: task.failureReason }),
  StartedTimestamp: task.startedAt,
});

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const listMessageMoveTasks = (context: SqsContext): Operation<Input> => ({
  access: ({ SourceArn = "" }) => [accessTo(context, "sqs:ListMessageMoveTasks", nameOfArn(SourceArn))],

  handle: ({ SourceArn, MaxResults: maximum = 1 }) => {
    if (!SourceArn) throw missingParameter("SourceArn");
    if (maximum < 1 || maximum > 10)
      throw invalidParameterValue(maximum, "MaxResults", "Must be between 1 and 10, if provided.");
    if (!context.queues.byArn(SourceArn))
      throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
    return { Results: context.moves.list(SourceArn, maximum).map(viewOf) };
  },
});
