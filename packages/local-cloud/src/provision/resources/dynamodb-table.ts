import type { DynamoDB, TableDescription } from "@aws-sdk/client-dynamodb";
import { TemplateError } from "../errors.ts";
import { given, unlessAbsent } from "./absent.ts";
import { changeIndexes } from "./dynamodb-indexes.ts";
import { changeRecovery, changeTimeToLive } from "./dynamodb-settings.ts";
import { nameOf, properties, type Table, throughputOf } from "./dynamodb-table-properties.ts";
import { whenActive } from "./dynamodb-waiting.ts";
import { defineResource, type PhysicalResource } from "./resource-type.ts";
import { tagChange } from "./tags.ts";

const physical = (table: TableDescription): PhysicalResource => ({
  physicalId: given(table.TableName, "TableName"),
  attributes: {
    Arn: given(table.TableArn, "TableArn"),
    ...(table.LatestStreamArn === undefined ? {} : { StreamArn: table.LatestStreamArn }),
  },
});

const streamOf = ({ StreamSpecification }: Table) =>
  StreamSpecification
    ? { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType }
    : { StreamEnabled: false };

/** The view of a stream cannot change: AWS wants it switched off first. That gives the stream another ARN. */
const changeStream = async (
  dynamodb: DynamoDB,
  TableName: string,
  table: Table,
  actual: TableDescription,
) => {
  const wanted = table.StreamSpecification?.StreamViewType;
  const current = actual.StreamSpecification?.StreamEnabled
    ? actual.StreamSpecification.StreamViewType
    : undefined;
  if (wanted === current) return;
  if (current !== undefined) {
    await dynamodb.updateTable({ TableName, StreamSpecification: { StreamEnabled: false } });
    await whenActive(dynamodb, TableName);
  }
  if (wanted === undefined) return;
  await dynamodb.updateTable({ TableName, StreamSpecification: streamOf(table) });
  await whenActive(dynamodb, TableName);
};

const changeBilling = async (dynamodb: DynamoDB, TableName: string, before: Table, after: Table) => {
  const earlier = JSON.stringify([before.BillingMode, before.ProvisionedThroughput]);
  if (earlier === JSON.stringify([after.BillingMode, after.ProvisionedThroughput])) return;
  await dynamodb.updateTable({ TableName, ...throughputOf(after) });
  await whenActive(dynamodb, TableName);
};

const refuseRetypedAttributes = (actual: TableDescription, after: Table): void => {
  const earlier = new Map(actual.AttributeDefinitions?.map((one) => [one.AttributeName, one.AttributeType]));
  for (const { AttributeName, AttributeType } of after.AttributeDefinitions ?? []) {
    const type = earlier.get(AttributeName);
    if (type !== undefined && type !== AttributeType)
      throw new TemplateError(
        `AttributeType of ${AttributeName} cannot change from ${type} to ${AttributeType}: ` +
          "give the table another TableName or logical id, so that a new one takes its place",
      );
  }
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const table = defineResource({
  type: "AWS::DynamoDB::Table",
  properties,
  nameProperty: "TableName",
  find: async (table, context) => {
    const TableName = nameOf(table, context);
    const dynamodb = await context.clients.dynamodb();
    return (await unlessAbsent(dynamodb.describeTable({ TableName }))) ? [TableName] : [];
  },
  create: async (table, context) => {
    const dynamodb = await context.clients.dynamodb();
    const TableName = nameOf(table, context);
    await dynamodb.createTable({
      TableName,
      ...throughputOf(table),
      AttributeDefinitions: table.AttributeDefinitions,
      KeySchema: table.KeySchema,
      GlobalSecondaryIndexes: table.GlobalSecondaryIndexes,
      LocalSecondaryIndexes: table.LocalSecondaryIndexes,
      DeletionProtectionEnabled: table.DeletionProtectionEnabled,
      ...(table.StreamSpecification ? { StreamSpecification: streamOf(table) } : {}),
      ...(table.Tags ? { Tags: [...table.Tags] } : {}),
    });
    const created = await whenActive(dynamodb, TableName);
    await changeTimeToLive(dynamodb, TableName, table);
    await changeRecovery(dynamodb, TableName, undefined, table);
    return physical(created);
  },
  update: async (table, { physicalId: TableName, properties: before }, { clients }) => {
    const dynamodb = await clients.dynamodb();
    const actual = await whenActive(dynamodb, TableName);
    refuseRetypedAttributes(actual, table);
    await changeBilling(dynamodb, TableName, before, table);
    await changeStream(dynamodb, TableName, table, actual);
    await changeIndexes(dynamodb, TableName, table, actual);
    const DeletionProtectionEnabled = table.DeletionProtectionEnabled ?? false;
    if (DeletionProtectionEnabled !== (actual.DeletionProtectionEnabled ?? false))
      await dynamodb.updateTable({ TableName, DeletionProtectionEnabled });
    await changeTimeToLive(dynamodb, TableName, table);
    await changeRecovery(dynamodb, TableName, before, table);
    const { added, removed } = tagChange(before.Tags, table.Tags);
    const ResourceArn = actual.TableArn;
    if (removed.length > 0) await dynamodb.untagResource({ ResourceArn, TagKeys: removed });
    if (added.length > 0) await dynamodb.tagResource({ ResourceArn, Tags: [...added] });
    return physical(await whenActive(dynamodb, TableName));
  },
  remove: async (TableName, _table, { clients, undoing }) => {
    const dynamodb = await clients.dynamodb();
    // What a failed run has just made holds no data worth protecting.
    if (undoing)
      await unlessAbsent(dynamodb.updateTable({ TableName, DeletionProtectionEnabled: false })).catch(
        () => undefined,
      );
    await unlessAbsent(dynamodb.deleteTable({ TableName }));
  },
});
