/** The records of a table's stream, in the service's own terms. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";

/** A committed write. */
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

/** Reads an item as the table stores it; `undefined` for items that are not the reader's business. */
export type ReadItem<Item> = (item: Record<string, unknown>) => Item | undefined;

/** A change, with the trace of the request that made it. */
export interface TracedChange<Item> {
  readonly change: Change<Item>;
  readonly traceparent: string | undefined;
}

/** @returns `undefined` when the record is about items that `read` does not want */
export const changeIn = <Item>(
  record: DynamoDBRecord,
  read: ReadItem<Item>,
): TracedChange<Item> | undefined => {
  const before = imageOf(record.dynamodb?.OldImage);
  const after = imageOf(record.dynamodb?.NewImage);
  const at = new Date((record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000);
  const change = changeOf(before && read(before), after && read(after), at, record);
  if (!change) return undefined;
  const traceparent = after?.traceparent ?? before?.traceparent;
  return { change, traceparent: typeof traceparent === "string" ? traceparent : undefined };
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
