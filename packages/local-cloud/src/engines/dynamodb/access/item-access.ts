import type { Access } from "../../../gateway/engine.ts";
import type { Item } from "../item.ts";
import { attributesIn } from "./attribute-names.ts";
import { type AccessScope, conditions, leadingKeys, tableAccess } from "./table-access.ts";

/** Members that say which item is meant, and which of its attributes. */
export interface ItemRequest {
  readonly TableName: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ProjectionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly AttributesToGet?: readonly string[];
  readonly AttributeUpdates?: Readonly<Record<string, unknown>>;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: string;
}

const attributesOf = (request: ItemRequest): string[] => {
  const { ExpressionAttributeNames: names } = request;
  return [
    ...new Set([
      ...Object.keys(request.Key ?? request.Item ?? {}),
      ...(request.AttributesToGet ?? []),
      ...Object.keys(request.AttributeUpdates ?? {}),
      ...attributesIn(request.ProjectionExpression, names),
      ...attributesIn(request.UpdateExpression, names),
      ...attributesIn(request.ConditionExpression, names),
    ]),
  ];
};

/** `dynamodb:Select` of a read of items, which have no such member themselves. */
export const selectionOf = (request: {
  readonly ProjectionExpression?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
}): string =>
  request.ProjectionExpression || request.AttributesToGet ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES";

/**
 * Access of GetItem, PutItem, UpdateItem, DeleteItem and ConditionCheckItem, alone or in a transaction.
 * Condition keys: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 *
 * @param enclosing the transaction, for `dynamodb:EnclosingOperation`
 */
export const itemAccess = (
  scope: AccessScope,
  action: string,
  request: ItemRequest,
  enclosing?: string,
): Access => {
  // A read of the whole item names no attributes: policies guard it by `dynamodb:Select`.
  const wholeItem = action === "GetItem" && selectionOf(request) === "ALL_ATTRIBUTES";
  return tableAccess(scope, action, request.TableName, {
    context: {
      ...leadingKeys(scope, request.TableName, [request.Key ?? request.Item ?? {}]),
      ...conditions({
        "dynamodb:Attributes": wholeItem ? undefined : attributesOf(request),
        "dynamodb:Select": action === "GetItem" ? selectionOf(request) : undefined,
        "dynamodb:ReturnValues": request.ReturnValues,
        "dynamodb:ReturnConsumedCapacity": request.ReturnConsumedCapacity,
        "dynamodb:EnclosingOperation": enclosing,
      }),
    },
  });
};
