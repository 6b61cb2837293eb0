import type { FunctionRecord } from "../../functions/function-record.ts";

/** A function as the API shows it; it is active at once, because its code is hosted elsewhere. */
export const functionView = ({ configuration }: FunctionRecord): Record<string, unknown> => ({
  ...configuration,
  PackageType: "Zip",
  Version: "$LATEST",
  State: "Active",
  LastUpdateStatus: "Successful",
  SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
});
