import { randomUUID } from "node:crypto";
import type { Operation } from "../../../gateway/engine.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";
import { fullView, type StreamSpecification } from "../streams/stream-view.ts";
import type { TableDescription } from "../table-catalog.ts";
import { refuseUnknownMembers } from "./known-members.ts";
import { policyDocument } from "./resource-policy.ts";
import { asConfigured, keepStreamView } from "./table-answer.ts";

interface CreateTableInput {
  readonly TableName: string;
  readonly Tags?: readonly unknown[];
  readonly ResourcePolicy?: string;
  readonly StreamSpecification?: StreamSpecification;
}

const members = [
  "TableName",
  "AttributeDefinitions",
  "KeySchema",
  "LocalSecondaryIndexes",
  "GlobalSecondaryIndexes",
  "BillingMode",
  "ProvisionedThroughput",
  "OnDemandThroughput",
  // Throughput is not limited here, warm or not.
  "WarmThroughput",
  "StreamSpecification",
  "SSESpecification",
  "TableClass",
  "DeletionProtectionEnabled",
  "Tags",
  "ResourcePolicy",
] as const;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable = (backend: Backend): Operation<CreateTableInput> => ({
  access: (input) => [
    tableAccess(backend, "CreateTable", input.TableName),
    ...(input.Tags?.length ? [tableAccess(backend, "TagResource", input.TableName)] : []),
    ...(input.ResourcePolicy ? [tableAccess(backend, "PutResourcePolicy", input.TableName)] : []),
  ],
  handle: async ({ ResourcePolicy, ...input }) => {
    refuseUnknownMembers("CreateTable", input, members);
    const policy = ResourcePolicy === undefined ? undefined : policyDocument(ResourcePolicy);
    const { arns, catalog, settings, streamRecords } = backend;
    const name = arns.tableName(input.TableName);
    if (!catalog.get(name)) {
      streamRecords.forget(name);
      settings.forget(name, arns.table(name));
    }
    const answer = await ask<{ readonly TableDescription: TableDescription }>(backend, "CreateTable", {
      ...input,
      ...(input.StreamSpecification ? { StreamSpecification: fullView(input.StreamSpecification) } : {}),
      TableName: name,
    });
    catalog.set(answer.TableDescription);
    keepStreamView(backend, name, input.StreamSpecification);
    if (policy !== undefined)
      settings.setPolicy(arns.table(name), { document: policy, revisionId: randomUUID() });
    return { ...answer, TableDescription: asConfigured(backend, answer.TableDescription) };
  },
});
