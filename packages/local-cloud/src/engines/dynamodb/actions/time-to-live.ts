import type { Operation } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";

interface TableInput {
  readonly TableName: string;
}

interface UpdateInput extends TableInput {
  readonly TimeToLiveSpecification: { readonly AttributeName: string; readonly Enabled: boolean };
}

interface Description {
  readonly TimeToLiveDescription: { readonly TimeToLiveStatus: string; readonly AttributeName?: string };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive = (backend: Backend): Operation<TableInput> => ({
  access: (input) => [tableAccess(backend, "DescribeTimeToLive", input.TableName)],
  handle: (input) =>
    ask(backend, "DescribeTimeToLive", { TableName: backend.arns.tableName(input.TableName) }),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive = (backend: Backend): Operation<UpdateInput> => ({
  access: (input) => [tableAccess(backend, "UpdateTimeToLive", input.TableName)],
  handle: async (input) => {
    const TableName = backend.arns.tableName(input.TableName);
    const { TimeToLiveDescription: now } = await ask<Description>(backend, "DescribeTimeToLive", {
      TableName,
    });
    const enabled = now.TimeToLiveStatus === "ENABLED";
    const wanted = input.TimeToLiveSpecification;
    if (enabled && wanted?.Enabled && now.AttributeName !== wanted.AttributeName)
      throw new AwsError(
        "ValidationException",
        `TimeToLive is active on a different AttributeName: current AttributeName is ${now.AttributeName}`,
      );
    if (wanted && wanted.Enabled === enabled)
      throw new AwsError("ValidationException", `TimeToLive is already ${enabled ? "enabled" : "disabled"}`);
    return ask(backend, "UpdateTimeToLive", { ...input, TableName });
  },
});
