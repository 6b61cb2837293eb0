/** The stack of every function behind a queue of messages that are no events of ours, such as what AWS tells. */
import { EventType } from "@aws-lambda-powertools/batch";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { consume, type Source } from "./consumer/consume.ts";
import type { ConsumerContext } from "./consumer/context.ts";
import { attributesOf, groupOf, hasReached } from "./consumer/sqs-record.ts";
import { PermanentFailure } from "./errors.ts";
import type { QueueOptions } from "./queue.ts";

/**
 * Makes the handler of a queue of JSON (`ReportBatchItemFailures`). All is as in `queue`, but that such a message has
 * no id of its own: it is consumed once by the id that SQS gave it, and a sender's second copy is another message. So
 * the effect should be the same however often it comes.
 *
 * @param read answers `undefined` for what is not its business, throws for what it cannot read
 * @example
 * export const handler = messages(mailEventIn, async (event) => record(event, { log: mailLog() }));
 */
export const messages = <Message>(
  read: (json: unknown) => Message | undefined,
  handler: (message: Message, context: ConsumerContext) => Promise<void>,
  options: QueueOptions = {},
): ((event: SQSEvent, context: Context) => Promise<SQSBatchResponse>) => {
  const maxReceiveCount = options.maxReceiveCount ?? Number(process.env.MAX_RECEIVE_COUNT || Infinity);

  const source: Source<SQSRecord> = {
    type: EventType.SQS,
    itemId: ({ messageId }) => messageId,
    lane: groupOf,
    isLastAttempt: hasReached(maxReceiveCount),

    read({ body, messageId }) {
      const message = tryToRead(body, read);
      if (message === undefined) return undefined;
      return {
        id: messageId,
        key: [messageId],
        traceparent: undefined,
        logKeys: {},
        run: (context) => handler(message, context),
      };
    },

    letter: (record) => ({
      body: record.body,
      attributes: attributesOf(record),
      groupId: groupOf(record),
      key: [record.messageId, record.attributes.SentTimestamp],
    }),
  };
  return consume(source, options);
};

const tryToRead = <Message>(body: string, read: (json: unknown) => Message): Message => {
  try {
    return read(JSON.parse(body));
  } catch (cause) {
    throw new PermanentFailure(`the message cannot be read: ${String(cause)}`, { cause });
  }
};
