/**
 * The outbox: a table's stream, turned into events on the service's topic. State and event change together,
 * because the stream records exactly the writes that were committed.
 */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { CloudEvent } from "@skein/contracts/event";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type EventDraft, type Publisher, publishEvents, sealEvent } from "./events.ts";
import { logger } from "./logger.ts";

/** A committed write, in the service's own terms. */
export type Change<Item> =
  | { readonly kind: "inserted"; readonly after: Item; readonly at: Date }
  | { readonly kind: "modified"; readonly before: Item; readonly after: Item; readonly at: Date }
  | {
      readonly kind: "removed";
      readonly before: Item;
      readonly at: Date;
      /** Whether the table's time to live removed it, and nobody asked for it. */
      readonly expired: boolean;
    };

export interface Outbox<Item> {
  /** Reads an item as the table stores it; `undefined` for items that are not the outbox's business. */
  readonly read: (item: Record<string, unknown>) => Item | undefined;
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
  read: Outbox<Item>["read"],
  events: Outbox<Item>["events"],
): readonly CloudEvent[] => {
  const before = imageOf(record.dynamodb?.OldImage);
  const after = imageOf(record.dynamodb?.NewImage);
  const at = new Date((record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000);
  const change = changeOf(before && read(before), after && read(after), at, record);
  if (!change) return [];
  const traceparent = after?.traceparent ?? before?.traceparent;
  return events(change).map((draft, index, drafts) => {
    const earlier = drafts.slice(0, index).filter(({ type }) => type === draft.type).length;
    return sealEvent(draft, {
      id: [record.eventID, draft.type, ...(earlier > 0 ? [earlier] : [])].join("/"),
      time: at,
      traceparent: typeof traceparent === "string" ? traceparent : undefined,
    });
  });
};

const changeOf = <Item>(
  before: Item | undefined,
  after: Item | undefined,
  at: Date,
  record: DynamoDBRecord,
): Change<Item> | undefined => {
  if (before !== undefined && after !== undefined) return { kind: "modified", before, after, at };
  if (after !== undefined) return { kind: "inserted", after, at };
  if (before !== undefined) return { kind: "removed", before, at, expired: isExpiry(record) };
  return undefined;
};

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
const isExpiry = ({ userIdentity }: DynamoDBRecord): boolean =>
  userIdentity?.type === "Service" && userIdentity.principalId === "dynamodb.amazonaws.com";

type Image = NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"];

// The event's types and the SDK's name the same JSON.
const imageOf = (image: Image): Record<string, unknown> | undefined =>
  image && unmarshall(image as Record<string, AttributeValue>);
