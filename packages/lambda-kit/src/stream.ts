/**
 * The stack of every function that acts on the changes of its service's own table. To tell others of a change,
 * use the `outbox`.
 */
import { EventType } from "@aws-lambda-powertools/batch";
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type Change, changeIn, type ReadItem } from "./change.ts";
import { type ConsumerOptions, consume, type Source } from "./consumer/consume.ts";
import type { ConsumerContext } from "./consumer/context.ts";
import { PermanentFailure } from "./errors.ts";

export type { ConsumerContext };

/**
 * Makes the handler of a table's stream (`StreamViewType: NEW_AND_OLD_IMAGES`, `ReportBatchItemFailures`).
 *
 * A change is consumed once, by the id of its record. The changes of one item come in their order, those of others
 * beside it. After a failure Lambda delivers again from the first change that failed; those that were consumed
 * are passed over. An item that `read` cannot read goes to the dead-letter queue with the reason, and the stream
 * goes on:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 *
 * @param read throws for an item that it cannot read, answers `undefined` for one that is not its business
 * @example
 * export const handler = stream(readSubscriber, async (change, { signal }) => {
 *   if (change.kind === "inserted") await welcome(change.after, { mails: sesMails(signal) });
 * });
 */
export const stream = <Item>(
  read: ReadItem<Item>,
  handler: (change: Change<Item>, context: ConsumerContext) => Promise<void>,
  options: ConsumerOptions = {},
): ((event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>) => {
  const source: Source<DynamoDBRecord> = {
    type: EventType.DynamoDBStreams,
    itemId: ({ dynamodb }) => dynamodb?.SequenceNumber ?? "",
    lane: ({ dynamodb }) => JSON.stringify(dynamodb?.Keys),
    // The event does not say; Lambda keeps count, and has a destination for what fails too often.
    isLastAttempt: () => false,

    read(record) {
      const changed = tryToRead(record, read);
      if (!changed) return undefined;
      const { change, traceparent } = changed;
      const id = record.eventID ?? "";
      return {
        id,
        key: [id],
        traceparent,
        logKeys: { eventId: id, change: change.kind },
        run: (context) => handler(change, context),
      };
    },

    letter: (record) => ({
      body: JSON.stringify(placeOf(record)),
      attributes: {},
      key: [record.eventID ?? "", record.dynamodb?.SequenceNumber ?? ""],
    }),
  };
  return consume(source, options);
};

/** Where the change is to be found, and not what it says: that may be personal, and the queue outlives it. */
const placeOf = ({ eventID, eventName, eventSourceARN, dynamodb }: DynamoDBRecord) => ({
  eventID,
  eventName,
  eventSourceARN,
  keys: dynamodb?.Keys,
  sequenceNumber: dynamodb?.SequenceNumber,
});

const tryToRead = <Item>(record: DynamoDBRecord, read: ReadItem<Item>) => {
  try {
    return changeIn(record, read);
  } catch (cause) {
    throw new PermanentFailure(`the item cannot be read: ${String(cause)}`, { cause });
  }
};
