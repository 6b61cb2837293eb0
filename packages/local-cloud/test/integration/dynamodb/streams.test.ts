import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type ShardIteratorType,
} from "@aws-sdk/client-dynamodb-streams";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDynamoDbEngine } from "../../../src/engines/dynamodb/dynamodb-engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { tableOf } from "../../support/tables.ts";

describe("streams", () => {
  let cloud: TestCloud;
  let dynamodb: DynamoDBClient;
  let streams: DynamoDBStreamsClient;
  const written: string[] = [];
  beforeAll(async () => {
    cloud = await startTestCloud({
      engines: async (context) => [
        await createDynamoDbEngine({
          ...context,
          ttlSweepIntervalMs: 50,
          sourceWrites: { written: (arn) => written.push(arn) },
        }),
      ],
    });
    dynamodb = new DynamoDBClient(cloud.client);
    streams = new DynamoDBStreamsClient(cloud.client);
  });
  afterAll(async () => {
    dynamodb.destroy();
    streams.destroy();
    await cloud.close();
  });

  const createStreamed = async (name: string) => {
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand({
        ...tableOf(name),
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      }),
    );
    return TableDescription?.LatestStreamArn ?? "";
  };

  const put = (TableName: string, id: string, more = {}) =>
    dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));

  const iterator = async (
    StreamArn: string,
    ShardIteratorType: ShardIteratorType = "TRIM_HORIZON",
    SequenceNumber?: string,
  ) => {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const answer = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType, SequenceNumber }),
    );
    return answer.ShardIterator ?? "";
  };

  const recordsFrom = async (ShardIterator: string): Promise<_Record[]> =>
    (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? [];

  const keyOf = (record: _Record) => record.dynamodb?.Keys?.id?.S;

  it("carry the region, and event ids that differ between tables", async () => {
    const first = await createStreamed("first-table");
    const second = await createStreamed("second-table");
    await put("first-table", "a");
    await put("second-table", "a");
    const [one] = await recordsFrom(await iterator(first));
    const [other] = await recordsFrom(await iterator(second));
    expect(one).toMatchObject({ awsRegion: "us-east-1", eventName: "INSERT", eventSource: "aws:dynamodb" });
    expect(one?.eventID).toMatch(/^[0-9a-f]{32}$/);
    expect(one?.eventID).not.toBe(other?.eventID);
  });

  it("go on after a sequence number, and describe an open shard with the table's keys", async () => {
    const arn = await createStreamed("resumed");
    for (const id of ["a", "b", "c"]) await put("resumed", id);
    const [first] = await recordsFrom(await iterator(arn));
    const rest = await recordsFrom(
      await iterator(arn, "AFTER_SEQUENCE_NUMBER", first?.dynamodb?.SequenceNumber),
    );
    expect(rest.map(keyOf)).toEqual(["b", "c"]);
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: arn }));
    expect(StreamDescription?.KeySchema).toEqual([{ AttributeName: "id", KeyType: "HASH" }]);
    expect(StreamDescription?.Shards?.[0]?.SequenceNumberRange?.EndingSequenceNumber).toBeUndefined();
  });

  it("are described while they are still empty", async () => {
    const StreamArn = await createStreamed("empty");
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    expect(StreamDescription).toMatchObject({ StreamStatus: "ENABLED", TableName: "empty" });
    expect(StreamDescription?.Shards?.[0]?.SequenceNumberRange?.StartingSequenceNumber).toMatch(/^\d{21}$/);
  });

  it("begin at their oldest record, also when there are ten and more", async () => {
    const StreamArn = await createStreamed("long");
    for (let id = 1; id <= 12; id += 1) await put("long", `${id}`);
    const [oldest] = await recordsFrom(await iterator(StreamArn));
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    expect(StreamDescription?.Shards?.[0]?.SequenceNumberRange?.StartingSequenceNumber).toBe(
      oldest?.dynamodb?.SequenceNumber,
    );
  });

  it("of a table created again start empty, and the old one's are gone", async () => {
    const old = await createStreamed("again");
    await put("again", "old");
    const oldIterator = await iterator(old);
    await dynamodb.send(new DeleteTableCommand({ TableName: "again" }));
    const fresh = await createStreamed("again");
    await put("again", "new");
    expect((await recordsFrom(await iterator(fresh))).map(keyOf)).toEqual(["new"]);
    await expect(recordsFrom(oldIterator)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(iterator(old)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("say of an expired item that the service removed it", async () => {
    const arn = await createStreamed("expiring");
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName: "expiring",
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      }),
    );
    const now = Math.floor(Date.now() / 1_000);
    await put("expiring", "gone", { expiresAt: { N: `${now - 10}` } });
    await put("expiring", "kept", { expiresAt: { N: `${now + 3_600}` } });
    const removed = await vi.waitUntil(async () =>
      (await recordsFrom(await iterator(arn))).find((record) => record.eventName === "REMOVE"),
    );
    expect(keyOf(removed)).toBe("gone");
    expect(removed.userIdentity).toEqual({ PrincipalId: "dynamodb.amazonaws.com", Type: "Service" });
  });

  it("show what their view says, and nothing of a write that changes nothing", async () => {
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand({
        ...tableOf("viewed"),
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      }),
    );
    expect(TableDescription?.StreamSpecification?.StreamViewType).toBe("NEW_IMAGE");
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: "viewed" }));
    expect(Table?.StreamSpecification?.StreamViewType).toBe("NEW_IMAGE");
    await put("viewed", "a", { text: { S: "one" } });
    await put("viewed", "a", { text: { S: "one" } });
    await put("viewed", "a", { text: { S: "two" } });
    const records = await recordsFrom(await iterator(TableDescription?.LatestStreamArn ?? ""));
    expect(records.map((record) => [record.eventName, record.dynamodb?.NewImage?.text])).toEqual([
      ["INSERT", { S: "one" }],
      ["MODIFY", { S: "two" }],
    ]);
    expect(records[1]?.dynamodb).toMatchObject({ StreamViewType: "NEW_IMAGE", SizeBytes: 3 + 3 + 4 + 3 });
    expect(records[1]?.dynamodb?.OldImage).toBeUndefined();
  });

  it("announce writes of tables that have one", async () => {
    await createStreamed("announced");
    await dynamodb.send(new CreateTableCommand(tableOf("silent")));
    await put("silent", "a");
    await put("announced", "a");
    expect(written).toContain("arn:aws:dynamodb:us-east-1:000000000000:table/announced");
    expect(written).not.toContain("arn:aws:dynamodb:us-east-1:000000000000:table/silent");
  });
});
