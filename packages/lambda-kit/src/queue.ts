/** The stack of every function behind an SQS queue. */
import { EventType } from "@aws-lambda-powertools/batch";
import type { EventContract, EventOf } from "@skein/contracts/event";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { type ConsumerOptions, consume, type Source } from "./consumer/consume.ts";
import type { ConsumerContext } from "./consumer/context.ts";
import { reasonAttribute } from "./consumer/dead-letters.ts";
import { readEvent, sourceAndId } from "./consumer/read-event.ts";
import { attributesOf, groupOf, hasReached } from "./consumer/sqs-record.ts";

export type { ConsumerContext };

export interface QueueOptions extends ConsumerOptions {
  /** That of the queue's redrive policy; from `MAX_RECEIVE_COUNT` unless given. */
  readonly maxReceiveCount?: number;
}

/**
 * Makes the handler of a queue that holds events, as SNS delivers them raw (`ReportBatchItemFailures`).
 *
 * An event is read by its contract, older versions upcast, and consumed once, by its `source` and `id`. A failure
 * is reported for its message alone, so that SQS delivers that one again; in a FIFO queue the rest of its group
 * waits. What can never succeed, or did not at the last attempt, goes to the dead-letter queue with the reason.
 *
 * @example
 * export const handler = queue(userDeleted, async ({ data }, { logger }) => {
 *   const count = await eraseTodos(data.userId, { todos: todoRepository() });
 *   logger.info("todos erased", { count });
 * });
 */
export const queue = <const C extends EventContract>(
  contracts: C | readonly C[],
  handler: (event: EventOf<C>, context: ConsumerContext) => Promise<void>,
  options: QueueOptions = {},
): ((event: SQSEvent, context: Context) => Promise<SQSBatchResponse>) => {
  const known = [contracts].flat() as readonly C[];
  const maxReceiveCount = options.maxReceiveCount ?? Number(process.env.MAX_RECEIVE_COUNT || Infinity);

  const source: Source<SQSRecord> = {
    type: EventType.SQS,
    itemId: ({ messageId }) => messageId,
    lane: groupOf,
    isLastAttempt: hasReached(maxReceiveCount),

    read({ body }) {
      const event = readEvent(known, body);
      const { id, source, type, subject, traceparent } = event;
      return {
        id,
        key: [source, id],
        traceparent,
        logKeys: { eventId: id, type, subject },
        run: (context) => handler(event, context),
      };
    },

    letter: (record) => ({
      body: record.body,
      attributes: attributesOf(record),
      groupId: groupOf(record),
      key: letterKey(record),
    }),
  };
  return consume(source, options);
};

const hourMilliseconds = 60 * 60 * 1_000;

/**
 * Copies of an event, which are sent within moments, share a letter. What was moved back from the dead-letter queue
 * shows a reason, and gets a new one: it may keep its message id, but not its time.
 */
const letterKey = ({ body, messageId, messageAttributes, attributes }: SQSRecord): readonly string[] => {
  const { SentTimestamp } = attributes;
  const event = reasonAttribute in messageAttributes ? undefined : sourceAndId(body);
  if (!event) return [messageId, SentTimestamp];
  return [...event, String(Math.floor(Number(SentTimestamp) / hourMilliseconds))];
};
