import type { Operation } from "../../../gateway/engine.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";
import type { TableDescription } from "../table-catalog.ts";
import { asConfigured } from "./table-answer.ts";

interface TableInput {
  readonly TableName: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable = (backend: Backend): Operation<TableInput> => ({
  access: (input) => [tableAccess(backend, "DescribeTable", input.TableName)],
  handle: async (input) => {
    const { Table } = await ask<{ readonly Table: TableDescription }>(backend, "DescribeTable", {
      TableName: backend.arns.tableName(input.TableName),
    });
    return { Table: asConfigured(backend, Table) };
  },
});
