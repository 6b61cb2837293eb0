import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/provision/json.ts";
import { type ProvisionedCloud, startProvisionedCloud } from "../../support/provisioned-cloud.ts";

let cloud: ProvisionedCloud;
let dynamodb: DynamoDB;
beforeAll(async () => {
  cloud = await startProvisionedCloud({ dynamodb: true });
  dynamodb = new DynamoDB(cloud.client);
});
afterAll(() => cloud.close());

const key = (...names: string[]) =>
  names.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" }));
const strings = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
const index = (IndexName: string, ...names: string[]) => ({
  IndexName,
  KeySchema: key(...names),
  Projection: { ProjectionType: "ALL" },
});

const basic = (TableName: string): JsonObject => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: strings("pk", "sk"),
  KeySchema: key("pk", "sk"),
});

/** Deploys a stack of one table, under the table's name. */
const deploy = (TableName: string, properties: JsonObject = {}, stackName = TableName) =>
  cloud.deploy(
    { Table: { Type: "AWS::DynamoDB::Table", Properties: { ...basic(TableName), ...properties } } },
    { stackName },
  );

const describeTable = async (TableName: string) => {
  const { Table } = await dynamodb.describeTable({ TableName });
  if (!Table) throw new Error(`${TableName} is not there`);
  return Table;
};

describe("AWS::DynamoDB::Table", () => {
  it("is made with keys, indexes, stream, lifetime, recovery and protection", async () => {
    const { resources } = await deploy("made", {
      AttributeDefinitions: strings("pk", "sk", "a", "b"),
      GlobalSecondaryIndexes: [index("byA", "a")],
      LocalSecondaryIndexes: [index("byB", "pk", "b")],
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    });
    const TableName = "made";
    expect(await describeTable(TableName)).toMatchObject({
      KeySchema: key("pk", "sk"),
      GlobalSecondaryIndexes: [{ IndexName: "byA", IndexStatus: "ACTIVE" }],
      LocalSecondaryIndexes: [{ IndexName: "byB" }],
    });
    expect((await dynamodb.describeTimeToLive({ TableName })).TimeToLiveDescription).toMatchObject({
      AttributeName: "expiresAt",
      TimeToLiveStatus: "ENABLED",
    });
    const backups = await dynamodb.describeContinuousBackups({ TableName });
    expect(
      backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    ).toBe("ENABLED");
    expect(resources.Table).toMatchObject({
      physicalId: "made",
      attributes: {
        Arn: "arn:aws:dynamodb:us-east-1:000000000000:table/made",
        StreamArn: expect.stringMatching(/^arn:aws:dynamodb:us-east-1:000000000000:table\/made\/stream\//),
      },
    });
  });

  it("gets and loses indexes without losing its items", async () => {
    await deploy("indexed", {
      AttributeDefinitions: strings("pk", "sk", "a"),
      GlobalSecondaryIndexes: [index("byA", "a")],
    });
    const item = { pk: { S: "1" }, sk: { S: "1" }, b: { S: "found" } };
    await dynamodb.putItem({ TableName: "indexed", Item: item });
    const { changes } = await deploy("indexed", {
      AttributeDefinitions: strings("pk", "sk", "b", "c"),
      GlobalSecondaryIndexes: [index("byB", "b"), index("byC", "c")],
    });
    expect(changes.map(({ action }) => action)).toEqual(["update"]);
    const { GlobalSecondaryIndexes = [] } = await describeTable("indexed");
    expect(GlobalSecondaryIndexes.map(({ IndexName }) => IndexName).sort()).toEqual(["byB", "byC"]);
    const { Items } = await dynamodb.query({
      TableName: "indexed",
      IndexName: "byB",
      KeyConditionExpression: "b = :b",
      ExpressionAttributeValues: { ":b": { S: "found" } },
    });
    expect(Items).toEqual([item]);
  });

  it("gets, changes and loses its stream, lifetime and recovery", async () => {
    const TableName = "settings";
    const first = await deploy(TableName);
    expect(first.resources.Table?.attributes.StreamArn).toBeUndefined();

    const second = await deploy(TableName, {
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
      TimeToLiveSpecification: { AttributeName: "a", Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    const stream = second.resources.Table?.attributes.StreamArn;
    expect(stream).toBeDefined();

    const third = await deploy(TableName, {
      StreamSpecification: { StreamViewType: "KEYS_ONLY" },
      TimeToLiveSpecification: { AttributeName: "b", Enabled: true },
    });
    expect((await describeTable(TableName)).StreamSpecification?.StreamViewType).toBe("KEYS_ONLY");
    expect(third.resources.Table?.attributes.StreamArn).not.toBe(stream);
    const { TimeToLiveDescription } = await dynamodb.describeTimeToLive({ TableName });
    expect(TimeToLiveDescription?.AttributeName).toBe("b");
    const backups = await dynamodb.describeContinuousBackups({ TableName });
    expect(
      backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
    ).toBe("DISABLED");

    await deploy(TableName);
    expect((await describeTable(TableName)).StreamSpecification?.StreamEnabled ?? false).toBe(false);
  });

  it("is replaced when its keys and its name change", async () => {
    await deploy("keyed-1", {}, "keyed");
    const changed = { AttributeDefinitions: strings("pk"), KeySchema: key("pk") };
    await expect(deploy("keyed-1", changed, "keyed")).rejects.toThrow(
      /a change of KeySchema needs a new resource.*TableName keyed-1 can be used once only/,
    );
    const { changes } = await deploy("keyed-2", changed, "keyed");
    expect(changes.map(({ action }) => action)).toEqual(["replace", "delete"]);
    const { TableNames = [] } = await dynamodb.listTables();
    expect(TableNames.filter((name) => name.startsWith("keyed"))).toEqual(["keyed-2"]);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      "another shape of an index",
      {
        AttributeDefinitions: strings("pk", "sk", "a", "b"),
        GlobalSecondaryIndexes: [index("byA", "a", "b")],
      },
      /KeySchema and Projection of the index byA cannot change/,
    ],
    [
      "another type of an attribute",
      {
        AttributeDefinitions: [...strings("pk", "sk"), { AttributeName: "a", AttributeType: "N" }],
        GlobalSecondaryIndexes: [index("byA", "a")],
      },
      /AttributeType of a cannot change from S to N/,
    ],
  ])("refuses %s", async (_what, properties, message) => {
    const before = {
      AttributeDefinitions: strings("pk", "sk", "a"),
      GlobalSecondaryIndexes: [index("byA", "a")],
    };
    await deploy("shaped", before);
    await expect(deploy("shaped", properties)).rejects.toThrow(message);
    expect((await deploy("shaped", before)).status).toBe("UNCHANGED");
  });

  it("that is protected from deletion stays, unless the run that made it fails", async () => {
    await deploy("protected", { DeletionProtectionEnabled: true });
    await expect(cloud.provisioner.remove("protected")).rejects.toThrow(/Table \(AWS::DynamoDB::Table\)/);
    expect((await describeTable("protected")).TableStatus).toBe("ACTIVE");

    const template = { Outputs: { Broken: { Value: { "Fn::GetAtt": ["Table", "Nothing"] } } } };
    const Table = {
      Type: "AWS::DynamoDB::Table",
      Properties: { ...basic("rolled-back"), DeletionProtectionEnabled: true },
    };
    await expect(cloud.deploy({ Table }, { stackName: "rolled-back", template })).rejects.toThrow(/Nothing/);
    expect((await dynamodb.listTables()).TableNames).not.toContain("rolled-back");
  });
});
