import { setTimeout as sleep } from "node:timers/promises";
import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { CommandFailure } from "../command/run-command.ts";

/** A move task of SQS, as it stands. */
export interface MoveTask {
  readonly handle: string | undefined;
  /** `RUNNING`, `CANCELLING`, `COMPLETED`, `CANCELLED`, `FAILED` */
  readonly status: string;
  readonly moved: number;
  readonly toMove: number;
  readonly destinationArn: string | undefined;
  readonly maxRate: number | undefined;
  readonly failureReason: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

export interface MoveRequest {
  /** ARN of the dead-letter queue. */
  readonly sourceArn: string;
  /** Absent: every message returns to the queue that it came from. */
  readonly destinationArn: string | undefined;
  /** Messages a second; absent: SQS chooses. */
  readonly maxRate: number | undefined;
}

export interface Following {
  /** Aborted to cancel the move. */
  readonly signal: AbortSignal;
  readonly onProgress: (task: MoveTask) => void;
  readonly pollMs?: number;
}

const taskOf = (entry: ListMessageMoveTasksResultEntry): MoveTask => ({
  handle: entry.TaskHandle,
  status: entry.Status ?? "",
  moved: entry.ApproximateNumberOfMessagesMoved ?? 0,
  toMove: entry.ApproximateNumberOfMessagesToMove ?? 0,
  destinationArn: entry.DestinationArn,
  maxRate: entry.MaxNumberOfMessagesPerSecond,
  failureReason: entry.FailureReason,
  startedAt: entry.StartedTimestamp ?? 0,
});

const runs = ({ status }: MoveTask): boolean => status === "RUNNING" || status === "CANCELLING";

/** The latest move task out of a queue. */
const latestTask = async (sqs: SQSClient, sourceArn: string): Promise<MoveTask | undefined> => {
  const { Results = [] } = await sqs.send(
    new ListMessageMoveTasksCommand({ SourceArn: sourceArn, MaxResults: 1 }),
  );
  return Results[0] && taskOf(Results[0]);
};

/** A task that ended just now cannot be cancelled, and need not be. */
const cancel = async (sqs: SQSClient, TaskHandle: string): Promise<void> => {
  try {
    await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  } catch (error) {
    if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
  }
};

const sameRequest = (task: MoveTask, { destinationArn, maxRate }: MoveRequest): boolean =>
  task.destinationArn === destinationArn && task.maxRate === maxRate;

/**
 * Starts a move, unless the very same runs already, perhaps started by somebody who has lost contact with it.
 *
 * @returns the handle of the task, and the task that was the latest before it
 * @throws {CommandFailure} when another move of the queue runs
 */
const begin = async (
  sqs: SQSClient,
  request: MoveRequest,
): Promise<{ readonly handle: string; readonly before: MoveTask | undefined }> => {
  const latest = await latestTask(sqs, request.sourceArn);
  if (latest?.handle && runs(latest)) {
    if (sameRequest(latest, request)) return { handle: latest.handle, before: undefined };
    throw new CommandFailure(
      `another move of this queue runs since ${new Date(latest.startedAt).toISOString()} (${latest.moved} of ` +
        `${latest.toMove}), to another place or at another rate: wait until it has ended and try again`,
    );
  }
  const { TaskHandle = "" } = await sqs.send(
    new StartMessageMoveTaskCommand({
      SourceArn: request.sourceArn,
      DestinationArn: request.destinationArn,
      MaxNumberOfMessagesPerSecond: request.maxRate,
    }),
  );
  return { handle: TaskHandle, before: latest };
};

/**
 * Moves the messages of a dead-letter queue and follows the task until it has ended; an abort cancels it.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 *
 * @returns the task as it ended
 */
export const moveMessages = async (
  sqs: SQSClient,
  request: MoveRequest,
  { signal, onProgress, pollMs = 500 }: Following,
): Promise<MoveTask> => {
  const { handle, before } = await begin(sqs, request);
  let cancelled = false;
  for (;;) {
    if (signal.aborted && !cancelled) {
      await cancel(sqs, handle);
      cancelled = true;
    }
    const task = await latestTask(sqs, request.sourceArn);
    // The list may lag behind the start, and ended tasks have no handle to know them by.
    if (task && (task.handle === handle || task.startedAt !== before?.startedAt)) {
      onProgress(task);
      if (!runs(task)) return task;
    }
    await sleep(pollMs, undefined, cancelled ? {} : { signal }).catch(() => {});
  }
};
