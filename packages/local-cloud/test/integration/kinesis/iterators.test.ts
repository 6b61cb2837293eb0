import { GetRecordsCommand, IncreaseStreamRetentionPeriodCommand } from "@aws-sdk/client-kinesis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KinesisCloud, startKinesisCloud } from "./kinesis-cloud.ts";

let cloud: KinesisCloud;

beforeAll(async () => {
  cloud = await startKinesisCloud();
});
afterAll(() => cloud.close());

describe("an iterator", () => {
  it("begins at, or after, a sequence number", async () => {
    const name = await cloud.addStream("by-number");
    const numbers: string[] = [];
    for (const data of ["1", "2", "3"]) numbers.push(await cloud.put(name, data));
    const from = (ShardIteratorType: "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER", index: number) =>
      cloud.iterator(name, { ShardIteratorType, StartingSequenceNumber: numbers[index] });
    expect(await cloud.read(await from("AT_SEQUENCE_NUMBER", 1))).toEqual(["2", "3"]);
    expect(await cloud.read(await from("AFTER_SEQUENCE_NUMBER", 1))).toEqual(["3"]);
    expect(await cloud.read(await from("AFTER_SEQUENCE_NUMBER", 2))).toEqual([]);
  });

  it("begins at the first record of a time, or later; also where there is none", async () => {
    const name = await cloud.addStream("by-time", 2);
    await cloud.put(name, "early", "a");
    cloud.pass(10);
    const Timestamp = new Date(Date.now() + 10_000);
    cloud.pass(1);
    await cloud.put(name, "late", "a");
    const at = (time: Date, ShardId = "shardId-000000000000") =>
      cloud.iterator(name, { ShardIteratorType: "AT_TIMESTAMP", Timestamp: time, ShardId });
    expect(await cloud.read(await at(new Date(0)))).toEqual(["early", "late"]);
    expect(await cloud.read(await at(Timestamp))).toEqual(["late"]);
    const empty = await at(Timestamp, "shardId-000000000001");
    expect(await cloud.read(empty)).toEqual([]);
    await cloud.put(name, "other shard", "b");
    expect(await cloud.read(empty)).toEqual(["other shard"]);
    await expect(at(new Date(Date.now() + 3_600_000))).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: expect.stringContaining("cannot be greater than the currentTimestampInMillis"),
    });
  });

  it("begins after all records for LATEST", async () => {
    const name = await cloud.addStream("by-latest");
    await cloud.put(name, "old");
    const latest = await cloud.iterator(name, { ShardIteratorType: "LATEST" });
    expect(await cloud.read(latest)).toEqual([]);
    await cloud.put(name, "new");
    expect(await cloud.read(latest)).toEqual(["new"]);
  });

  it("leads from page to page, saying how far behind each is", async () => {
    const name = await cloud.addStream("pages");
    for (const data of ["1", "2", "3"]) await cloud.put(name, data);
    cloud.pass(5);
    const first = await cloud.kinesis.send(
      new GetRecordsCommand({ ShardIterator: await cloud.iterator(name), Limit: 2 }),
    );
    expect(first.Records).toHaveLength(2);
    expect(first.MillisBehindLatest).toBeGreaterThanOrEqual(5_000);
    const second = await cloud.kinesis.send(
      new GetRecordsCommand({ ShardIterator: first.NextShardIterator }),
    );
    expect(second.Records).toHaveLength(1);
    expect(second.MillisBehindLatest).toBe(0);
  });

  it("is good for five minutes", async () => {
    const name = await cloud.addStream("expiring");
    const iterator = await cloud.iterator(name);
    cloud.pass(299);
    await cloud.read(iterator);
    cloud.pass(2);
    await expect(cloud.read(iterator)).rejects.toMatchObject({
      name: "ExpiredIteratorException",
      message: expect.stringMatching(
        /^Iterator expired\. The iterator was created at time \w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4} while .* 300000 milliseconds\.$/,
      ),
    });
  });

  it.each([
    ["a made-up one", "AAAAAAAAAAE="],
    ["a text", "hello"],
  ])("is refused when it is %s", async (_what, iterator) => {
    await expect(cloud.read(iterator)).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: "Invalid ShardIterator.",
    });
  });

  it.each([
    [
      "LATEST with a number",
      { ShardIteratorType: "LATEST", StartingSequenceNumber: "0" },
      /Must either specify/,
    ],
    ["no number", { ShardIteratorType: "AT_SEQUENCE_NUMBER" }, /Must either specify/],
    [
      "a made-up number",
      { ShardIteratorType: "AT_SEQUENCE_NUMBER", StartingSequenceNumber: "123" },
      /is invalid\.$/,
    ],
    ["no time", { ShardIteratorType: "AT_TIMESTAMP" }, /Must specify timestampInMillis/],
    ["another type", { ShardIteratorType: "SOON" as "LATEST" }, /enum value set/],
    ["a shard that is not there", { ShardId: "shardId-000000000009" }, /does not exist$/],
  ] as const)("is not given for %s", async (_what, input, message) => {
    const name = "refusing";
    await cloud.addStream(name).catch(() => undefined);
    await expect(cloud.iterator(name, input)).rejects.toThrow(message);
  });
});

it("keeps records for the time of the stream, and no longer", async () => {
  const name = await cloud.addStream("kept");
  const first = await cloud.put(name, "1");
  cloud.pass(23 * 3_600);
  await cloud.put(name, "2");
  cloud.pass(2 * 3_600);
  expect(await cloud.read(await cloud.iterator(name))).toEqual(["2"]);
  expect(
    await cloud.read(
      await cloud.iterator(name, {
        ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
        StartingSequenceNumber: first,
      }),
    ),
  ).toEqual(["2"]);
  await cloud.kinesis.send(
    new IncreaseStreamRetentionPeriodCommand({ StreamName: name, RetentionPeriodHours: 8_760 }),
  );
  cloud.pass(300 * 24 * 3_600);
  expect(await cloud.read(await cloud.iterator(name))).toContain("2");
});
