import type { Access } from "../../../gateway/engine.ts";
import { type ItemRequest, itemAccess } from "./item-access.ts";
import type { AccessScope } from "./table-access.ts";

export interface TransactInput {
  readonly TransactItems?: readonly Readonly<Record<string, ItemRequest>>[];
}

/** A transaction needs the permissions of its parts, see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
const actionOf: Readonly<Record<string, string>> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

/** One entry per item of the transaction. */
export const transactionAccess = (
  scope: AccessScope,
  operation: "TransactGetItems" | "TransactWriteItems",
  input: TransactInput,
): Access[] =>
  (input.TransactItems ?? []).flatMap((item) =>
    Object.entries(item).map(([kind, request]) =>
      itemAccess(scope, actionOf[kind] ?? kind, request, operation),
    ),
  );
