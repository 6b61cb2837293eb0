import type { Operation } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { tableAccess } from "../access/table-access.ts";
import type { Backend } from "../backend.ts";
import type { PointInTimeRecovery } from "../table-settings.ts";

interface TableInput {
  readonly TableName: string;
}

interface UpdateInput extends TableInput {
  readonly PointInTimeRecoverySpecification: {
    readonly PointInTimeRecoveryEnabled: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
}

const dayMs = 24 * 60 * 60 * 1_000;
const seconds = (time: number) => time / 1_000;

const recoveryDescription = (recovery: PointInTimeRecovery | undefined, now: Date): object => {
  if (recovery === undefined) return { PointInTimeRecoveryStatus: "DISABLED" };
  const oldest = now.getTime() - recovery.recoveryPeriodInDays * dayMs;
  return {
    PointInTimeRecoveryStatus: "ENABLED",
    RecoveryPeriodInDays: recovery.recoveryPeriodInDays,
    EarliestRestorableDateTime: seconds(Math.max(oldest, recovery.enabledAt.getTime())),
    LatestRestorableDateTime: seconds(now.getTime()),
  };
};

const tableNameIn = (backend: Backend, input: TableInput): string => {
  const name = backend.arns.tableName(input.TableName);
  if (!backend.catalog.get(name)) throw new AwsError("TableNotFoundException", `Table not found: ${name}`);
  return name;
};

const describe = ({ settings, now }: Backend, tableName: string) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription: recoveryDescription(settings.recovery(tableName), now()),
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const describeContinuousBackups = (backend: Backend): Operation<TableInput> => ({
  access: (input) => [tableAccess(backend, "DescribeContinuousBackups", input.TableName)],
  handle: (input) => describe(backend, tableNameIn(backend, input)),
});

/**
 * Keeps the setting, so that a template's point-in-time recovery is what the table says; there is no restore here.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
 */
export const updateContinuousBackups = (backend: Backend): Operation<UpdateInput> => ({
  access: (input) => [tableAccess(backend, "UpdateContinuousBackups", input.TableName)],
  handle: (input) => {
    const name = tableNameIn(backend, input);
    const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = 35 } =
      input.PointInTimeRecoverySpecification;
    if (!Number.isInteger(days) || days < 1 || days > 35)
      throw new AwsError("ValidationException", "RecoveryPeriodInDays must be between 1 and 35");
    const enabledAt = backend.settings.recovery(name)?.enabledAt ?? backend.now();
    backend.settings.setRecovery(name, enabled ? { enabledAt, recoveryPeriodInDays: days } : undefined);
    return describe(backend, name);
  },
});
