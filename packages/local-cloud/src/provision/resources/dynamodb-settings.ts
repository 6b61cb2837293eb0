/** Settings of a table that AWS keeps apart from it, with calls of their own. */
import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import { sameJson } from "../json.ts";
import type { Table } from "./dynamodb-table-properties.ts";

/** The attribute cannot change while it is in use: switched off under its old name, then on. */
export const changeTimeToLive = async (
  dynamodb: DynamoDB,
  TableName: string,
  table: Table,
): Promise<void> => {
  const { AttributeName: wanted, Enabled } = table.TimeToLiveSpecification ?? { Enabled: false };
  const { TimeToLiveDescription: actual } = await dynamodb.describeTimeToLive({ TableName });
  const isOn = actual?.TimeToLiveStatus === "ENABLED" || actual?.TimeToLiveStatus === "ENABLING";
  const current = isOn ? actual.AttributeName : undefined;
  const next = Enabled ? wanted : undefined;
  if (current === next) return;
  const set = (AttributeName: string, on: boolean) =>
    dynamodb.updateTimeToLive({ TableName, TimeToLiveSpecification: { AttributeName, Enabled: on } });
  if (current !== undefined) await set(current, false);
  if (next !== undefined) await set(next, true);
};

const recoveryOf = (table: Table | undefined) => ({
  PointInTimeRecoveryEnabled: table?.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false,
  RecoveryPeriodInDays: table?.PointInTimeRecoverySpecification?.RecoveryPeriodInDays,
});

export const changeRecovery = async (
  dynamodb: DynamoDB,
  TableName: string,
  before: Table | undefined,
  after: Table,
): Promise<void> => {
  const PointInTimeRecoverySpecification = recoveryOf(after);
  if (sameJson(recoveryOf(before), PointInTimeRecoverySpecification)) return;
  await dynamodb.updateContinuousBackups({ TableName, PointInTimeRecoverySpecification });
};
