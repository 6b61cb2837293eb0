import type { Operation } from "../../../gateway/engine.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";
import { fullView, type StreamSpecification } from "../streams/stream-view.ts";
import type { TableDescription } from "../table-catalog.ts";
import { refuseUnknownMembers } from "./known-members.ts";
import { asConfigured, keepStreamView } from "./table-answer.ts";

interface UpdateTableInput {
  readonly TableName: string;
  readonly StreamSpecification?: StreamSpecification;
}

const members = [
  "TableName",
  "AttributeDefinitions",
  "BillingMode",
  "ProvisionedThroughput",
  "OnDemandThroughput",
  "WarmThroughput",
  "GlobalSecondaryIndexUpdates",
  "StreamSpecification",
  "SSESpecification",
  "TableClass",
  "DeletionProtectionEnabled",
] as const;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const updateTable = (backend: Backend): Operation<UpdateTableInput> => ({
  access: (input) => [tableAccess(backend, "UpdateTable", input.TableName)],
  handle: async (input) => {
    refuseUnknownMembers("UpdateTable", input, members);
    const name = backend.arns.tableName(input.TableName);
    const entry = backend.catalog.get(name);
    // A stream that is switched on again is a new one and starts empty.
    if (entry && !entry.streamArn && input.StreamSpecification?.StreamEnabled)
      backend.streamRecords.forget(name);
    const answer = await ask<{ readonly TableDescription: TableDescription }>(backend, "UpdateTable", {
      ...input,
      ...(input.StreamSpecification ? { StreamSpecification: fullView(input.StreamSpecification) } : {}),
      TableName: name,
    });
    backend.catalog.set(answer.TableDescription);
    keepStreamView(backend, name, input.StreamSpecification);
    return { ...answer, TableDescription: asConfigured(backend, answer.TableDescription) };
  },
});
