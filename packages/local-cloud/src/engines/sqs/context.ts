import type { Arrivals } from "./messages/arrivals.ts";
import type { MessageStore } from "./messages/message-store.ts";
import type { MoveTasks } from "./moves/move-tasks.ts";
import type { QueueStore } from "./queues/queue-store.ts";

/** What the actions of SQS work with. */
export interface SqsContext {
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly arnOf: (queueName: string) => string;
  readonly urlOf: (queueName: string) => string;
  readonly queues: QueueStore;
  readonly messages: MessageStore;
  readonly arrivals: Arrivals;
  readonly moves: MoveTasks;
  /** Aborted when the engine closes, so that long polls end. */
  readonly closing: AbortSignal;
}
