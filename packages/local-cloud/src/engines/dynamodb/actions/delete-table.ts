import type { Operation } from "../../../gateway/engine.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";
import type { TableDescription } from "../table-catalog.ts";
import { asConfigured } from "./table-answer.ts";

interface DeleteTableInput {
  readonly TableName: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable = (backend: Backend): Operation<DeleteTableInput> => ({
  access: (input) => [tableAccess(backend, "DeleteTable", input.TableName)],
  handle: async (input) => {
    const { arns, catalog, settings } = backend;
    const name = arns.tableName(input.TableName);
    const { TableDescription } = await ask<{ readonly TableDescription: TableDescription }>(
      backend,
      "DeleteTable",
      { TableName: name },
    );
    const answer = { TableDescription: asConfigured(backend, TableDescription) };
    catalog.delete(name);
    settings.forget(name, arns.table(name));
    return answer;
  },
});
