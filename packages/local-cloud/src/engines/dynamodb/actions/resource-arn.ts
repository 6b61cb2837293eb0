import { AwsError } from "../../../gateway/errors.ts";
import type { Backend } from "../backend.ts";
import type { TableEntry } from "../table-catalog.ts";

/** The table that an ARN of this account and region belongs to. */
export const existingTable = ({ arns, catalog }: Backend, arn: string): TableEntry | undefined => {
  const name = arns.tableOf(arn);
  return arn === arns.table(name) || arn.startsWith(`${arns.table(name)}/`) ? catalog.get(name) : undefined;
};

export const notFound = (arn: string) =>
  new AwsError("ResourceNotFoundException", `Requested resource not found: ResourcArn: ${arn} not found`);
