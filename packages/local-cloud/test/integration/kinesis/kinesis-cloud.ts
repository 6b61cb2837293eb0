/** A cloud with Kinesis alone, whose clock the test may set, for one test file. */
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  KinesisClient,
  PutRecordCommand,
  type Shard,
} from "@aws-sdk/client-kinesis";
import { expect } from "vitest";
import { createKinesisEngine } from "../../../src/engines/kinesis/kinesis-engine.ts";
import { startTestCloud, type TestCloud, type TestCloudOptions } from "../../support/cloud.ts";
import { eventually } from "../../support/eventually.ts";

export interface KinesisCloud extends TestCloud {
  readonly kinesis: KinesisClient;
  /** Lets time pass, for Kinesis only. */
  pass(seconds: number): void;
  /** From now on time passes only by `pass`. */
  freeze(): void;
  active(StreamName: string): Promise<void>;
  addStream(StreamName: string, ShardCount?: number): Promise<string>;
  put(StreamName: string, data: string, PartitionKey?: string): Promise<string>;
  shards(StreamName: string): Promise<readonly Shard[]>;
  iterator(StreamName: string, input?: Partial<GetShardIteratorCommandInput>): Promise<string>;
  /** What one read of a shard answers, as text. */
  read(ShardIterator: string, Limit?: number): Promise<readonly string[]>;
}

export const textOf = (data: Uint8Array | undefined): string => Buffer.from(data ?? []).toString("utf8");

export const streamArn = (name: string): string => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;

export const startKinesisCloud = async (
  options: Omit<TestCloudOptions, "engines"> & { stateChangeMs?: number } = {},
): Promise<KinesisCloud> => {
  const { stateChangeMs = 0, ...more } = options;
  let ahead = 0;
  let frozenAt: number | undefined;
  const cloud = await startTestCloud({
    ...more,
    engines: (context) => [
      createKinesisEngine({ ...context, stateChangeMs, clock: () => (frozenAt ?? Date.now()) + ahead }),
    ],
  });
  const kinesis = new KinesisClient(cloud.client);

  const shards = async (StreamName: string): Promise<readonly Shard[]> =>
    (await kinesis.send(new DescribeStreamCommand({ StreamName }))).StreamDescription?.Shards ?? [];
  const active = (StreamName: string) =>
    eventually(async () => {
      const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
      expect(StreamDescription?.StreamStatus).toBe("ACTIVE");
    });

  return {
    ...cloud,
    kinesis,
    pass: (seconds) => {
      ahead += seconds * 1_000;
    },
    freeze: () => {
      frozenAt = Date.now();
    },
    active,
    addStream: async (StreamName, ShardCount = 1) => {
      await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
      await active(StreamName);
      return StreamName;
    },
    put: async (StreamName, data, PartitionKey = "key") =>
      (await kinesis.send(new PutRecordCommand({ StreamName, Data: Buffer.from(data), PartitionKey })))
        .SequenceNumber ?? "",
    shards,
    iterator: async (StreamName, input = {}) =>
      (
        await kinesis.send(
          new GetShardIteratorCommand({
            StreamName,
            ShardId: "shardId-000000000000",
            ShardIteratorType: "TRIM_HORIZON",
            ...input,
          }),
        )
      ).ShardIterator ?? "",
    read: async (ShardIterator, Limit) => {
      const { Records = [] } = await kinesis.send(
        new GetRecordsCommand({ ShardIterator, ...(Limit === undefined ? {} : { Limit }) }),
      );
      return Records.map(({ Data }) => textOf(Data));
    },
  };
};
