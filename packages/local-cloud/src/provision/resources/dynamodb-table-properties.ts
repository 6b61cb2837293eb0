import { ignored, immutable, mutable, type Properties, refused } from "./property-rules.ts";
import type { ResourceContext } from "./resource-type.ts";
import { flag, list, number, object, oneOf, required, text } from "./shape.ts";
import { tag } from "./tags.ts";

const keySchema = list(object({ AttributeName: required(text), KeyType: required(oneOf("HASH", "RANGE")) }));

const projection = object({
  NonKeyAttributes: list(text),
  ProjectionType: oneOf("ALL", "KEYS_ONLY", "INCLUDE"),
});

const throughput = object({
  ReadCapacityUnits: required(number),
  WriteCapacityUnits: required(number),
});

const localIndex = object({
  IndexName: required(text),
  KeySchema: required(keySchema),
  Projection: required(projection),
});

const globalIndex = object({
  IndexName: required(text),
  KeySchema: required(keySchema),
  Projection: required(projection),
  ProvisionedThroughput: throughput,
});

export const properties = {
  TableName: immutable(text),
  KeySchema: immutable(required(keySchema)),
  LocalSecondaryIndexes: immutable(list(localIndex)),
  AttributeDefinitions: mutable(
    list(object({ AttributeName: required(text), AttributeType: required(oneOf("S", "N", "B")) })),
  ),
  GlobalSecondaryIndexes: mutable(list(globalIndex)),
  BillingMode: mutable(oneOf("PAY_PER_REQUEST", "PROVISIONED")),
  ProvisionedThroughput: mutable(throughput),
  StreamSpecification: mutable(
    object({
      StreamViewType: required(oneOf("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES")),
    }),
  ),
  TimeToLiveSpecification: mutable(object({ AttributeName: text, Enabled: required(flag) })),
  DeletionProtectionEnabled: mutable(flag),
  PointInTimeRecoverySpecification: mutable(
    object({ PointInTimeRecoveryEnabled: flag, RecoveryPeriodInDays: number }),
  ),
  Tags: mutable(list(tag)),
  SSESpecification: ignored("items lie in the local state folder, which only its owner can read"),
  TableClass: ignored("classes differ in price only"),
  OnDemandThroughput: ignored("there is no throughput to limit"),
  WarmThroughput: ignored("there is no throughput to warm up"),
  ContributorInsightsSpecification: ignored("there is no CloudWatch to report to"),
  ImportSourceSpecification: refused("there is nothing to import from"),
  KinesisStreamSpecification: refused("there is no engine for Kinesis yet; use StreamSpecification"),
  ResourcePolicy: refused("policies of tables are not evaluated; give the role a statement"),
} as const;

export type Table = Properties<typeof properties>;

export const nameOf = (table: Table, context: ResourceContext): string =>
  table.TableName ?? context.generatedName(255);

/** CloudFormation's tables are provisioned unless they say otherwise. */
export const throughputOf = ({ BillingMode = "PROVISIONED", ProvisionedThroughput }: Table) =>
  BillingMode === "PROVISIONED" ? { BillingMode, ProvisionedThroughput } : { BillingMode };
