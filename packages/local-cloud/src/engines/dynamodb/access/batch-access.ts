import type { Access } from "../../../gateway/engine.ts";
import type { Item } from "../item.ts";
import { attributesIn } from "./attribute-names.ts";
import { selectionOf } from "./item-access.ts";
import { type AccessScope, conditions, leadingKeys, tableAccess } from "./table-access.ts";

export interface BatchGetInput {
  readonly RequestItems?: Readonly<
    Record<
      string,
      {
        readonly Keys?: readonly Item[];
        readonly ProjectionExpression?: string;
        readonly AttributesToGet?: readonly string[];
        readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
      }
    >
  >;
}

export interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

export interface BatchWriteInput {
  readonly RequestItems?: Readonly<Record<string, readonly WriteRequest[]>>;
}

/** One entry per table of the batch. */
export const batchGetAccess = (scope: AccessScope, input: BatchGetInput): Access[] =>
  Object.entries(input.RequestItems ?? {}).map(([table, request]) => {
    const keys = request.Keys ?? [];
    const projected = attributesIn(request.ProjectionExpression, request.ExpressionAttributeNames);
    const named = [...projected, ...(request.AttributesToGet ?? [])];
    return tableAccess(scope, "BatchGetItem", table, {
      context: {
        ...leadingKeys(scope, table, keys),
        ...conditions({
          "dynamodb:Attributes":
            named.length > 0 ? [...new Set([...keys.flatMap(Object.keys), ...named])] : undefined,
          "dynamodb:Select": selectionOf(request),
        }),
      },
    });
  });

/** One entry per table of the batch. */
export const batchWriteAccess = (scope: AccessScope, input: BatchWriteInput): Access[] =>
  Object.entries(input.RequestItems ?? {}).map(([table, requests]) => {
    const items = requests.map((request) => request.PutRequest?.Item ?? request.DeleteRequest?.Key ?? {});
    return tableAccess(scope, "BatchWriteItem", table, {
      context: {
        ...leadingKeys(scope, table, items),
        ...conditions({ "dynamodb:Attributes": [...new Set(items.flatMap(Object.keys))] }),
      },
    });
  });
