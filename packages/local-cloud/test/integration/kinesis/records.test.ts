import {
  GetRecordsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  StartStreamEncryptionCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KinesisCloud, startKinesisCloud, streamArn, textOf } from "./kinesis-cloud.ts";

let cloud: KinesisCloud;

beforeAll(async () => {
  cloud = await startKinesisCloud();
});
afterAll(() => cloud.close());

const mebibyte = 1_048_576;

describe("a record", () => {
  it("comes out as it went in, with its sequence number, key and time of arrival", async () => {
    const StreamName = await cloud.addStream("shape");
    const before = Date.now();
    const put = await cloud.kinesis.send(
      new PutRecordCommand({
        StreamARN: streamArn(StreamName),
        Data: Buffer.from("ünicödé 💣"),
        PartitionKey: "1",
      }),
    );
    expect(put).toMatchObject({
      ShardId: "shardId-000000000000",
      SequenceNumber: expect.stringMatching(/^49\d{54}$/),
      EncryptionType: "NONE",
    });
    const answer = await cloud.kinesis.send(
      new GetRecordsCommand({ ShardIterator: await cloud.iterator(StreamName) }),
    );
    expect(answer).toMatchObject({
      MillisBehindLatest: 0,
      NextShardIterator: expect.any(String),
      Records: [{ SequenceNumber: put.SequenceNumber, PartitionKey: "1" }],
    });
    expect(answer.ChildShards).toBeUndefined();
    const [record] = answer.Records ?? [];
    expect(textOf(record?.Data)).toBe("ünicödé 💣");
    const arrived = record?.ApproximateArrivalTimestamp?.getTime() ?? 0;
    expect(arrived).toBeGreaterThanOrEqual(before);
    expect(arrived).toBeLessThanOrEqual(Date.now());
  });

  it("may be empty, and as large as the limit, but no larger", async () => {
    const StreamName = await cloud.addStream("sizes", 4);
    const put = (length: number) =>
      cloud.kinesis.send(new PutRecordCommand({ StreamName, Data: Buffer.alloc(length), PartitionKey: "k" }));
    await put(0);
    await put(mebibyte - 1);
    await expect(put(mebibyte)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("at 'data' failed to satisfy constraint"),
    });
  });

  it("goes to the shard that its partition key hashes to, or that its explicit hash key names", async () => {
    const StreamName = await cloud.addStream("placing", 2);
    const shardOf = async (PartitionKey: string, ExplicitHashKey?: string) =>
      (
        await cloud.kinesis.send(
          new PutRecordCommand({
            StreamName,
            Data: Buffer.from("x"),
            PartitionKey,
            ...(ExplicitHashKey ? { ExplicitHashKey } : {}),
          }),
        )
      ).ShardId;
    // MD5 of "a" begins with 0c, that of "b" with 92.
    expect(await shardOf("a")).toBe("shardId-000000000000");
    expect(await shardOf("b")).toBe("shardId-000000000001");
    expect(await shardOf("b", "0")).toBe("shardId-000000000000");
    expect(await shardOf("a", (2n ** 128n - 1n).toString())).toBe("shardId-000000000001");
    await expect(shardOf("a", (2n ** 128n).toString())).rejects.toThrow(/explicitHashKey/);
  });

  it("says that it is encrypted when its stream is", async () => {
    const StreamName = await cloud.addStream("secret");
    await cloud.kinesis.send(
      new StartStreamEncryptionCommand({ StreamName, EncryptionType: "KMS", KeyId: "alias/aws/kinesis" }),
    );
    await cloud.put(StreamName, "x");
    const { Records } = await cloud.kinesis.send(
      new GetRecordsCommand({ ShardIterator: await cloud.iterator(StreamName) }),
    );
    expect(Records?.[0]?.EncryptionType).toBe("KMS");
  });

  it("has a higher sequence number than the one before", async () => {
    const StreamName = await cloud.addStream("order");
    const numbers: bigint[] = [];
    for (let index = 0; index < 20; index++) numbers.push(BigInt(await cloud.put(StreamName, String(index))));
    expect(numbers).toEqual(numbers.toSorted((one, other) => (one < other ? -1 : 1)));
    expect(new Set(numbers).size).toBe(20);
  });
});

describe("a batch", () => {
  it("takes 500 records, and answers for each of them", async () => {
    const StreamName = await cloud.addStream("batch", 3);
    const Records = Array.from({ length: 500 }, (_, index) => ({
      Data: Buffer.from(String(index)),
      PartitionKey: String(index),
    }));
    const answer = await cloud.kinesis.send(new PutRecordsCommand({ StreamName, Records }));
    expect(answer.FailedRecordCount).toBe(0);
    expect(answer.Records).toHaveLength(500);

    const expected = new Map<string, string[]>();
    for (const [index, { ShardId = "" }] of (answer.Records ?? []).entries())
      expected.set(ShardId, [...(expected.get(ShardId) ?? []), String(index)]);
    expect(expected.size).toBe(3);
    for (const [ShardId, texts] of expected)
      expect(await cloud.read(await cloud.iterator(StreamName, { ShardId }))).toEqual(texts);
  });

  const refusals: readonly (readonly [string, readonly { Data: Buffer; PartitionKey: string }[], RegExp])[] =
    [
      ["501 records", Array(501).fill({ Data: Buffer.from(""), PartitionKey: "k" }), /equal to 500/],
      ["no record", [], /greater than or equal to 1/],
      [
        "a record that is too large, saying which",
        [
          { Data: Buffer.from(""), PartitionKey: "k" },
          { Data: Buffer.alloc(mebibyte + 1), PartitionKey: "k" },
        ],
        /'records\.2\.member\.data'/,
      ],
      [
        "an empty partition key",
        [{ Data: Buffer.from(""), PartitionKey: "" }],
        /'records\.1\.member\.partition/,
      ],
      [
        "more than 10 MiB",
        Array(11).fill({ Data: Buffer.alloc(mebibyte - 1), PartitionKey: "k" }),
        /size exceeds 10 MB/,
      ],
    ];
  it.each(refusals)("is refused with %s", async (_what, Records, message) => {
    const StreamName = await cloud.addStream(`refused-${refusals.findIndex(([, one]) => one === Records)}`);
    await expect(
      cloud.kinesis.send(new PutRecordsCommand({ StreamName, Records: [...Records] })),
    ).rejects.toThrow(message);
    expect(await cloud.read(await cloud.iterator(StreamName))).toEqual([]);
  });
});

describe("the throughput of a shard", () => {
  beforeAll(() => cloud.freeze());

  const put = (StreamName: string, count: number, size = 1, PartitionKey = "key") =>
    cloud.kinesis.send(
      new PutRecordsCommand({
        StreamName,
        Records: Array.from({ length: count }, () => ({ Data: Buffer.alloc(size), PartitionKey })),
      }),
    );

  it("ends at 1,000 records a second, which fails single records of a batch", async () => {
    const StreamName = await cloud.addStream("many", 2);
    expect((await put(StreamName, 500, 1, "a")).FailedRecordCount).toBe(0);
    await put(StreamName, 500, 1, "a");
    cloud.pass(0.1);
    const { FailedRecordCount, Records = [] } = await put(StreamName, 500, 1, "a");
    expect(FailedRecordCount).toBe(400);
    expect(Records.filter(({ ErrorCode }) => ErrorCode !== undefined)).toHaveLength(400);
    expect(Records.at(-1)).toEqual({
      ErrorCode: "ProvisionedThroughputExceededException",
      ErrorMessage: "Rate exceeded for shard shardId-000000000000 in stream many under account 000000000000.",
    });
    // The other shard has its own.
    expect((await put(StreamName, 500, 1, "b")).FailedRecordCount).toBe(0);
    const stored = await cloud.read(await cloud.iterator(StreamName));
    expect(stored).toHaveLength(1_100);
    cloud.pass(1);
    expect((await put(StreamName, 500, 1, "a")).FailedRecordCount).toBe(0);
  });

  it("ends at 1 MiB a second", async () => {
    const StreamName = await cloud.addStream("much");
    expect((await put(StreamName, 4, mebibyte / 4)).FailedRecordCount).toBe(0);
    await expect(cloud.put(StreamName, "x")).rejects.toMatchObject({
      name: "ProvisionedThroughputExceededException",
      message: "Rate exceeded for shard shardId-000000000000 in stream much under account 000000000000.",
    });
    cloud.pass(1);
    await cloud.put(StreamName, "x");
  });

  it("does not bear reading without a pause", async () => {
    const StreamName = await cloud.addStream("eager");
    const iterator = await cloud.iterator(StreamName);
    const readOften = async () => {
      for (let index = 0; index < 60; index++) await cloud.read(iterator);
    };
    await expect(readOften()).rejects.toMatchObject({ name: "ProvisionedThroughputExceededException" });
    cloud.pass(1);
    await cloud.read(iterator);
  });
});
