import type { Access, ApiCall, Operation } from "../../../gateway/engine.ts";
import {
  type BatchGetInput,
  type BatchWriteInput,
  batchGetAccess,
  batchWriteAccess,
} from "../access/batch-access.ts";
import { type ItemRequest, itemAccess } from "../access/item-access.ts";
import { type QueryInput, queryAccess } from "../access/query-access.ts";
import { type TransactInput, transactionAccess } from "../access/transaction-access.ts";
import { type Backend, passOn, succeeded } from "../backend.ts";
import { tablesIn, withTableNames } from "../table-names.ts";

/** Operations on items: dynoxide answers them byte for byte. */
export const itemOperations = (backend: Backend) => {
  const { arns, written } = backend;

  const read = <Input>(access: (input: Input) => readonly Access[]): Operation<Input> => ({
    access,
    handle: (_input, call) => passOn(backend, call, withTableNames(arns, call.input)),
  });

  const write = <Input>(access: (input: Input) => readonly Access[]): Operation<Input> => ({
    access,
    handle: async (_input: Input, call: ApiCall) => {
      const answer = await passOn(backend, call, withTableNames(arns, call.input));
      if (succeeded(answer)) written(tablesIn(arns, call.input));
      return answer;
    },
  });

  const item = (action: string) => (input: ItemRequest) => [itemAccess(backend, action, input)];

  return {
    GetItem: read(item("GetItem")),
    PutItem: write(item("PutItem")),
    UpdateItem: write(item("UpdateItem")),
    DeleteItem: write(item("DeleteItem")),
    Query: read((input: QueryInput) => [queryAccess(backend, "Query", input)]),
    Scan: read((input: QueryInput) => [queryAccess(backend, "Scan", input)]),
    BatchGetItem: read((input: BatchGetInput) => batchGetAccess(backend, input)),
    BatchWriteItem: write((input: BatchWriteInput) => batchWriteAccess(backend, input)),
    TransactGetItems: read((input: TransactInput) => transactionAccess(backend, "TransactGetItems", input)),
    TransactWriteItems: write((input: TransactInput) =>
      transactionAccess(backend, "TransactWriteItems", input),
    ),
  };
};
