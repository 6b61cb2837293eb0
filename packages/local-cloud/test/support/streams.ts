/** Kinesis streams and functions mapped to them, for one test file. */
import {
  CreateStreamCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
} from "@aws-sdk/client-lambda";
import type { Handler } from "./function-host.ts";
import type { LambdaCloud } from "./lambda-cloud.ts";

export interface KinesisEvent {
  readonly Records: readonly {
    readonly eventID: string;
    readonly kinesis: {
      readonly partitionKey: string;
      readonly sequenceNumber: string;
      readonly data: string;
    };
  }[];
}

/** What the records of an event hold. */
export const dataOf = ({ Records }: KinesisEvent): string[] =>
  Records.map(({ kinesis }) => Buffer.from(kinesis.data, "base64").toString("utf8"));

export const streamArn = (name: string): string => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;

export interface Streams {
  readonly kinesis: KinesisClient;
  add(StreamName: string, ShardCount?: number): Promise<string>;
  put(StreamName: string, data: string, PartitionKey?: string): Promise<unknown>;
  /** In one call, and so in this order. */
  putAll(StreamName: string, records: readonly string[], PartitionKey?: string): Promise<unknown>;
  map(
    FunctionName: string,
    StreamName: string,
    more?: Partial<CreateEventSourceMappingCommandInput>,
  ): Promise<string>;
  /** A stream and a function of one name, mapped from the oldest record on. */
  mapped(
    name: string,
    handler: Handler,
    more?: Partial<CreateEventSourceMappingCommandInput>,
    before?: readonly string[],
  ): Promise<string>;
}

export const streamsOf = (cloud: LambdaCloud): Streams => {
  const kinesis = new KinesisClient(cloud.client);

  const add: Streams["add"] = async (StreamName, ShardCount = 1) => {
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
    return streamArn(StreamName);
  };
  const putAll: Streams["putAll"] = (StreamName, records, PartitionKey = "key") =>
    kinesis.send(
      new PutRecordsCommand({
        StreamName,
        Records: records.map((data) => ({ Data: Buffer.from(data), PartitionKey })),
      }),
    );
  const map: Streams["map"] = async (FunctionName, StreamName, more = {}) => {
    const { UUID = "" } = await cloud.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName,
        EventSourceArn: streamArn(StreamName),
        StartingPosition: "TRIM_HORIZON",
        ...more,
      }),
    );
    return UUID;
  };

  return {
    kinesis,
    add,
    put: (StreamName, data, PartitionKey = "key") =>
      kinesis.send(new PutRecordCommand({ StreamName, Data: Buffer.from(data), PartitionKey })),
    putAll,
    map,
    mapped: async (name, handler, more, before = []) => {
      await cloud.addFunction(name, handler);
      await add(name);
      if (before.length > 0) await putAll(name, before);
      return map(name, name, more);
    },
  };
};
