import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoDbEngine } from "../../../src/engines/dynamodb/dynamodb-engine.ts";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { tableOf } from "../../support/tables.ts";

describe("tables", () => {
  let cloud: TestCloud;
  let dynamodb: DynamoDBClient;
  beforeAll(async () => {
    cloud = await startTestCloud({ engines: async (context) => [await createDynamoDbEngine(context)] });
    dynamodb = new DynamoDBClient(cloud.client);
  });
  afterAll(async () => {
    dynamodb.destroy();
    await cloud.close();
  });

  it("carry ARNs of the configured region and account", async () => {
    const { TableDescription: table } = await dynamodb.send(
      new CreateTableCommand({
        ...tableOf("arns"),
        StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
        GlobalSecondaryIndexes: [
          {
            IndexName: "other",
            KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
        ],
      }),
    );
    const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/arns";
    expect(table?.TableArn).toBe(arn);
    expect(table?.GlobalSecondaryIndexes?.[0]?.IndexArn).toBe(`${arn}/index/other`);
    expect(table?.LatestStreamArn).toMatch(new RegExp(`^${arn}/stream/`));
    expect(JSON.stringify(table)).not.toContain("dynoxide");
  });

  it("can be named by their ARN, and their data is left as it is", async () => {
    await dynamodb.send(new CreateTableCommand(tableOf("by-arn")));
    const TableName = "arn:aws:dynamodb:us-east-1:000000000000:table/by-arn";
    const Item = { id: { S: "1" }, text: { S: "arn:aws:dynamodb:dynoxide:000000000000:table/x" } };
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
    const read = await dynamodb.send(new GetItemCommand({ TableName: "by-arn", Key: { id: { S: "1" } } }));
    expect(read.Item).toEqual(Item);
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(Table?.TableName).toBe("by-arn");
  });

  it("are not deleted while they are protected", async () => {
    await dynamodb.send(new CreateTableCommand({ ...tableOf("protected"), DeletionProtectionEnabled: true }));
    await expect(dynamodb.send(new DeleteTableCommand({ TableName: "protected" }))).rejects.toMatchObject({
      name: "ValidationException",
    });
    await dynamodb.send(new UpdateTableCommand({ TableName: "protected", DeletionProtectionEnabled: false }));
    await dynamodb.send(new DeleteTableCommand({ TableName: "protected" }));
    await expect(dynamodb.send(new DescribeTableCommand({ TableName: "protected" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("refuse settings that could not be kept", async () => {
    await expect(
      dynamodb.send(new CreateTableCommand({ ...tableOf("global"), GlobalTableSourceArn: "arn:aws:x" })),
    ).rejects.toThrow(/does not support GlobalTableSourceArn in dynamodb:CreateTable/);
  });

  it("keep the point-in-time recovery setting until they are deleted", async () => {
    const TableName = "recoverable";
    const status = async () => {
      const answer = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
      return answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    };
    await dynamodb.send(new CreateTableCommand(tableOf(TableName)));
    expect(await status()).toBe("DISABLED");
    await dynamodb.send(
      new UpdateContinuousBackupsCommand({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    expect(await status()).toBe("ENABLED");
    await dynamodb.send(new DeleteTableCommand({ TableName }));
    await dynamodb.send(new CreateTableCommand(tableOf(TableName)));
    expect(await status()).toBe("DISABLED");
  });

  it("refuse to switch on a time to live that is on", async () => {
    await dynamodb.send(new CreateTableCommand(tableOf("expiring")));
    const command = new UpdateTimeToLiveCommand({
      TableName: "expiring",
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    });
    await dynamodb.send(command);
    await expect(dynamodb.send(command)).rejects.toThrow("TimeToLive is already enabled");
  });

  it("keep tags and resource policies under their ARN", async () => {
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand({ ...tableOf("tagged"), Tags: [{ Key: "team", Value: "todos" }] }),
    );
    const ResourceArn = TableDescription?.TableArn;
    const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: "team", Value: "todos" }]);
    const put = (Policy: string) => dynamodb.send(new PutResourcePolicyCommand({ ResourceArn, Policy }));
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "dynamodb:GetItem", Resource: ResourceArn }],
    });
    await expect(put("{}")).rejects.toMatchObject({ name: "ValidationException" });
    const { RevisionId } = await put(Policy);
    expect(await dynamodb.send(new GetResourcePolicyCommand({ ResourceArn }))).toMatchObject({
      Policy,
      RevisionId,
    });
    await expect(
      dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: `${ResourceArn}-missing` })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});
