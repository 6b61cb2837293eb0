import path from "node:path";
import type { Engine, Operation } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import { addPermission } from "./actions/add-permission.ts";
import { cancelMessageMoveTask } from "./actions/cancel-message-move-task.ts";
import { changeMessageVisibility } from "./actions/change-message-visibility.ts";
import { changeMessageVisibilityBatch } from "./actions/change-message-visibility-batch.ts";
import { createQueue } from "./actions/create-queue.ts";
import { deleteMessage } from "./actions/delete-message.ts";
import { deleteMessageBatch } from "./actions/delete-message-batch.ts";
import { deleteQueue } from "./actions/delete-queue.ts";
import { getQueueAttributes } from "./actions/get-queue-attributes.ts";
import { getQueueUrl } from "./actions/get-queue-url.ts";
import { listDeadLetterSourceQueues } from "./actions/list-dead-letter-source-queues.ts";
import { listMessageMoveTasks } from "./actions/list-message-move-tasks.ts";
import { listQueueTags } from "./actions/list-queue-tags.ts";
import { listQueues } from "./actions/list-queues.ts";
import { purgeQueue } from "./actions/purge-queue.ts";
import { receiveMessage } from "./actions/receive-message.ts";
import { removePermission } from "./actions/remove-permission.ts";
import { sendMessage } from "./actions/send-message.ts";
import { sendMessageBatch } from "./actions/send-message-batch.ts";
import { setQueueAttributes } from "./actions/set-queue-attributes.ts";
import { startMessageMoveTask } from "./actions/start-message-move-task.ts";
import { tagQueue } from "./actions/tag-queue.ts";
import { untagQueue } from "./actions/untag-queue.ts";
import type { SqsContext } from "./context.ts";
import { requireShape } from "./input-shapes.ts";
import { createArrivals } from "./messages/arrivals.ts";
import { openMessageStore } from "./messages/message-store.ts";
import { openMoveTasks } from "./moves/move-tasks.ts";
import { openQueueStore } from "./queues/queue-store.ts";
import { schema } from "./schema.ts";

export interface SqsOptions {
  /** Folder of `sqs.db`. */
  readonly stateDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Base of queue URLs, known once the endpoint listens: `http://127.0.0.1:4566`. */
  readonly endpoint: () => string;
  /** Epoch milliseconds; tests set their own. */
  readonly clock?: () => number;
}

const actions = {
  AddPermission: addPermission,
  CancelMessageMoveTask: cancelMessageMoveTask,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  CreateQueue: createQueue,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  DeleteQueue: deleteQueue,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
  ListMessageMoveTasks: listMessageMoveTasks,
  ListQueueTags: listQueueTags,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  RemovePermission: removePermission,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  SetQueueAttributes: setQueueAttributes,
  StartMessageMoveTask: startMessageMoveTask,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
};

/** Checks the JSON types of a call before the action sees it. */
const checked = ({ access, handle }: Operation<object>): Operation<object> => ({
  access: (input, call) => access(requireShape(input), call),
  handle: (input, call) => handle(requireShape(input), call),
});

/**
 * Amazon SQS on SQLite: standard and FIFO queues. What a call has answered survives the process being killed.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html
 */
export const createSqsEngine = ({
  stateDir,
  region,
  accountId,
  endpoint,
  clock = Date.now,
}: SqsOptions): Engine => {
  const database = openDatabase(path.join(stateDir, "sqs.db"), schema);
  const arnOf = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;
  const queues = openQueueStore(database, arnOf);
  const arrivals = createArrivals(clock);
  const messages = openMessageStore(database, arrivals, queues.byArn);
  const moves = openMoveTasks({ database, queues, messages, clock });
  const closing = new AbortController();
  const context: SqsContext = {
    accountId,
    clock,
    arnOf,
    urlOf: (name) => `${endpoint()}/${accountId}/${name}`,
    queues,
    messages,
    arrivals,
    moves,
    closing: closing.signal,
  };
  moves.resume();

  return {
    service: "sqs",
    protocol: "json-1.0",
    targets: ["AmazonSQS"],
    operations: Object.fromEntries(
      Object.entries(actions).map(([name, action]) => [name, checked(action(context) as Operation<object>)]),
    ),
    close: async () => {
      closing.abort();
      moves.close();
      database.close();
    },
  };
};
