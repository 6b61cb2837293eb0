/**
 * The outbox: a table's stream, turned into events on the service's topic. State and event change together,
 * because the stream records exactly the writes that were committed.
 */
import type { CloudEvent } from "@skein/contracts/event";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type Change, changeIn, type ReadItem } from "./change.ts";
import { type EventDraft, type Publisher, publishEvents, sealEvent } from "./events.ts";
import { logger } from "./logger.ts";

export interface Outbox<Item> {
  readonly read: ReadItem<Item>;
  /** What to say about a change; often nothing. Must not depend on anything but the change. */
  readonly events: (change: Change<Item>) => readonly EventDraft[];
}

/**
 * Makes the handler of a table's stream (`StreamViewType: NEW_AND_OLD_IMAGES`, `ReportBatchItemFailures`).
 *
 * An event's id follows from its record, so that a record delivered twice says the same event twice, and not
 * two events. A `traceparent` stored on the item is carried on. The first record that fails is reported, and
 * Lambda delivers again from there:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 *
 * @example
 * export const handler = outbox({
 *   read: (item) => todoItem.parse(item),
 *   events: (change) => (change.kind === "inserted" ? [draftEvent(todoCreated, change.after.id, ...)] : []),
 * });
 */
export const outbox =
  <Item>({ read, events }: Outbox<Item>, publisher: Publisher = {}) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const sequenceNumbers = new Map<CloudEvent, string>();
    let poison: string | undefined;
    for (const record of Records) {
      const sequenceNumber = record.dynamodb?.SequenceNumber ?? "";
      try {
        for (const event of eventsOf(record, read, events)) sequenceNumbers.set(event, sequenceNumber);
      } catch (error) {
        logger.error("a stream record cannot be turned into events", {
          error: error instanceof Error ? error : new Error(String(error)),
          eventId: record.eventID,
          sequenceNumber,
        });
        poison = sequenceNumber;
        break;
      }
    }

    const failures = await publishEvents([...sequenceNumbers.keys()], publisher);
    for (const { event, reason } of failures)
      logger.error("an event was not published", { eventId: event.id, type: event.type, reason });
    logger.info("outbox", { records: Records.length, events: sequenceNumbers.size, failed: failures.length });

    const failed =
      failures.map(({ event }) => sequenceNumbers.get(event)).find((n) => n !== undefined) ?? poison;
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
  };

const eventsOf = <Item>(
  record: DynamoDBRecord,
  read: ReadItem<Item>,
  events: Outbox<Item>["events"],
): readonly CloudEvent[] => {
  const changed = changeIn(record, read);
  if (!changed) return [];
  const { change, traceparent } = changed;
  return events(change).map((draft, index, drafts) => {
    const earlier = drafts.slice(0, index).filter(({ type }) => type === draft.type).length;
    return sealEvent(draft, {
      id: [record.eventID, draft.type, ...(earlier > 0 ? [earlier] : [])].join("/"),
      time: change.at,
      traceparent,
    });
  });
};
