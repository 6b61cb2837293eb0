import type { DatabaseSync } from "node:sqlite";
import type { MessageStore, Move } from "../messages/message-store.ts";
import type { QueueStore } from "../queues/queue-store.ts";
import { type MoveTask, openMoveTaskTable } from "./move-task-table.ts";
import { createTaskHandle } from "./task-handle.ts";

/**
 * Moves messages out of dead-letter queues, in the background. Progress and messages change in one
 * transaction, so a task that was interrupted goes on where it stopped.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export interface MoveTasks {
  start(task: Pick<MoveTask, "sourceArn" | "destinationArn" | "maxPerSecond" | "toMove">): MoveTask;
  running(sourceArn: string): boolean;
  /** Newest first. */
  list(sourceArn: string, limit: number): readonly MoveTask[];
  /** The task as it stopped; `undefined` when no such task runs. */
  cancel(handle: string): MoveTask | undefined;
  /** Takes up what a restart interrupted. */
  resume(): void;
  close(): void;
}

interface Parts {
  readonly database: DatabaseSync;
  readonly queues: QueueStore;
  readonly messages: MessageStore;
  readonly clock: () => number;
}

/** Rate without a limit of its own: as fast as AWS goes at most. */
const fastestPerSecond = 500;
const stepsPerSecond = 10;

export const openMoveTasks = ({ database, queues, messages, clock }: Parts): MoveTasks => {
  const table = openMoveTaskTable(database);
  const timers = new Map<string, NodeJS.Timeout>();

  /** The moves of one step, or why the task cannot go on. */
  const plan = (task: MoveTask, limit: number): readonly Move[] | { failure: string } => {
    const source = queues.byArn(task.sourceArn);
    if (!source) return { failure: "AWS.SimpleQueueService.NonExistentQueue" };
    const moves: Move[] = [];
    for (const message of messages.peek(source, limit, clock())) {
      const arn = task.destinationArn ?? message.dead_letter_source_arn;
      if (arn === null) return { failure: "CouldNotDetermineMessageSource" };
      const to = queues.byArn(arn);
      if (!to) return { failure: "AWS.SimpleQueueService.NonExistentQueue" };
      moves.push({ message, to });
    }
    return moves;
  };

  const step = (handle: string): void => {
    const task = table.find(handle);
    if (task?.status !== "RUNNING") return;
    const perSecond = task.maxPerSecond ?? fastestPerSecond;
    const limit = Math.max(1, Math.floor(perSecond / stepsPerSecond));
    // Messages that arrive after the start belong to the next task.
    const moves = plan(task, Math.min(limit, task.toMove - task.moved));
    if ("failure" in moves) {
      table.finish(handle, "FAILED", moves.failure);
      return;
    }
    const source = queues.byArn(task.sourceArn);
    if (source && moves.length > 0)
      messages.moveAll(source, moves, clock(), () => table.addMoved(handle, moves.length));
    const moved = task.moved + moves.length;
    if (moves.length === 0 || moved >= task.toMove) table.finish(handle, "COMPLETED");
    else schedule(handle, (moves.length / perSecond) * 1000);
  };

  const schedule = (handle: string, milliseconds: number): void => {
    timers.set(
      handle,
      setTimeout(() => {
        timers.delete(handle);
        step(handle);
      }, milliseconds),
    );
  };

  return {
    start: (request) => {
      const task: MoveTask = {
        ...request,
        handle: createTaskHandle(request.sourceArn),
        status: "RUNNING",
        moved: 0,
        failureReason: undefined,
        startedAt: clock(),
      };
      table.insert(task);
      schedule(task.handle, 0);
      return task;
    },

    running: (sourceArn) => table.ofSource(sourceArn, 1)[0]?.status === "RUNNING",
    list: (sourceArn, limit) => table.ofSource(sourceArn, limit),

    cancel: (handle) => {
      const task = table.find(handle);
      if (task?.status !== "RUNNING") return undefined;
      clearTimeout(timers.get(handle));
      timers.delete(handle);
      table.finish(handle, "CANCELLED");
      return task;
    },

    resume: () => {
      for (const { handle } of table.running()) schedule(handle, 0);
    },

    close: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
};
