import type { Operation } from "../../../gateway/engine.ts";
import { tableAccess } from "../access/table-access.ts";
import { ask, type Backend } from "../backend.ts";

interface DeleteTableInput {
  readonly TableName: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export const deleteTable = (backend: Backend): Operation<DeleteTableInput> => ({
  access: (input) => [tableAccess(backend, "DeleteTable", input.TableName)],
  handle: async (input) => {
    const { arns, catalog, settings } = backend;
    const name = arns.tableName(input.TableName);
    const answer = await ask<object>(backend, "DeleteTable", { TableName: name });
    catalog.delete(name);
    settings.forget(name, arns.table(name));
    return answer;
  },
});
