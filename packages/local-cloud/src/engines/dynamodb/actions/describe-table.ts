import type { Operation } from "../../../gateway/engine.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";

interface TableInput {
  readonly TableName: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable = (backend: Backend): Operation<TableInput> => ({
  access: (input) => [tableAccess(backend, "DescribeTable", input.TableName)],
  handle: (input) => ask(backend, "DescribeTable", { TableName: backend.arns.tableName(input.TableName) }),
});
