import { type StreamRecord, streamRecord } from "./stream-record.ts";

/** A record as `GetRecords` answers it: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html */
export interface KinesisRecord {
  readonly SequenceNumber: string;
  /** Epoch seconds. */
  readonly ApproximateArrivalTimestamp: number;
  /** Base64. */
  readonly Data: string;
  readonly PartitionKey: string;
}

export interface KinesisPlace {
  readonly streamArn: string;
  readonly shardId: string;
  readonly region: string;
  /** Of the function that reads. */
  readonly roleArn: string;
}

/** The record as Lambda passes it on: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export interface KinesisEvent {
  readonly kinesis: {
    readonly kinesisSchemaVersion: "1.0";
    readonly partitionKey: string;
    readonly sequenceNumber: string;
    /** Base64. */
    readonly data: string;
    readonly approximateArrivalTimestamp: number;
  };
  readonly eventSource: "aws:kinesis";
  readonly eventVersion: "1.0";
  readonly eventID: string;
  readonly eventName: "aws:kinesis:record";
  readonly invokeIdentityArn: string;
  readonly awsRegion: string;
  readonly eventSourceARN: string;
}

const eventOf = (record: KinesisRecord, place: KinesisPlace): KinesisEvent => ({
  kinesis: {
    kinesisSchemaVersion: "1.0",
    partitionKey: record.PartitionKey,
    sequenceNumber: record.SequenceNumber,
    data: record.Data,
    approximateArrivalTimestamp: record.ApproximateArrivalTimestamp,
  },
  eventSource: "aws:kinesis",
  eventVersion: "1.0",
  eventID: `${place.shardId}:${record.SequenceNumber}`,
  eventName: "aws:kinesis:record",
  invokeIdentityArn: place.roleArn,
  awsRegion: place.region,
  eventSourceARN: place.streamArn,
});

export const fromKinesis = (record: KinesisRecord, place: KinesisPlace): StreamRecord =>
  streamRecord({
    sequenceNumber: record.SequenceNumber,
    arrivedAt: record.ApproximateArrivalTimestamp * 1_000,
    orderKey: record.PartitionKey,
    event: eventOf(record, place),
  });
