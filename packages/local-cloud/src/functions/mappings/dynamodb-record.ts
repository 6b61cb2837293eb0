import { type StreamRecord, streamRecord } from "./stream-record.ts";

/** A record as `GetRecords` answers it: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export interface DynamoDbRecord {
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly eventVersion: string;
  readonly dynamodb: {
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Readonly<Record<string, object>>;
    readonly SequenceNumber: string;
    readonly [member: string]: unknown;
  };
  readonly userIdentity?: { readonly PrincipalId?: string; readonly Type?: string };
}

/** The record as Lambda passes it on: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const eventOf = (record: DynamoDbRecord, source: { streamArn: string; region: string }): object => ({
  eventID: record.eventID,
  eventName: record.eventName,
  eventVersion: record.eventVersion,
  eventSource: "aws:dynamodb",
  awsRegion: source.region,
  dynamodb: record.dynamodb,
  // Set on deletions by time-to-live; Lambda spells its members in lower case.
  ...(record.userIdentity
    ? {
        userIdentity: { principalId: record.userIdentity.PrincipalId, type: record.userIdentity.Type },
      }
    : {}),
  eventSourceARN: source.streamArn,
});

export const fromDynamoDb = (
  record: DynamoDbRecord,
  source: { streamArn: string; region: string },
): StreamRecord =>
  streamRecord({
    sequenceNumber: record.dynamodb.SequenceNumber,
    arrivedAt: record.dynamodb.ApproximateCreationDateTime * 1_000,
    orderKey: JSON.stringify(record.dynamodb.Keys),
    event: eventOf(record, source),
  });
