/**
 * Requests may name a table by its ARN, see
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 * dynoxide knows names only.
 */
import type { Arns } from "./arns.ts";

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isArn = (value: unknown): value is string => typeof value === "string" && value.startsWith("arn:");

const tablesOfItem = (item: unknown): unknown[] =>
  isJson(item) ? Object.values(item).map((request) => (isJson(request) ? request.TableName : undefined)) : [];

const namesIn = (input: Json): unknown[] => [
  input.TableName,
  ...(isJson(input.RequestItems) ? Object.keys(input.RequestItems) : []),
  ...(Array.isArray(input.TransactItems) ? input.TransactItems.flatMap(tablesOfItem) : []),
];

/** Names of the tables that an operation on items is about. */
export const tablesIn = (arns: Arns, input: Json): string[] =>
  namesIn(input).flatMap((name) => (typeof name === "string" ? [arns.tableName(name)] : []));

const renamed = (arns: Arns, request: Json): Json =>
  isArn(request.TableName) ? { ...request, TableName: arns.tableName(request.TableName) } : request;

/** The request with names instead of ARNs; `undefined` when there is nothing to change. */
export const withTableNames = (arns: Arns, input: Json): Json | undefined => {
  if (!namesIn(input).some(isArn)) return undefined;
  const { RequestItems: batch, TransactItems: transaction } = input;
  return {
    ...renamed(arns, input),
    ...(isJson(batch)
      ? {
          RequestItems: Object.fromEntries(
            Object.entries(batch).map(([table, request]) => [arns.tableName(table), request]),
          ),
        }
      : {}),
    ...(Array.isArray(transaction)
      ? {
          TransactItems: transaction.map((item: unknown) =>
            isJson(item)
              ? Object.fromEntries(
                  Object.entries(item).map(([kind, request]) => [
                    kind,
                    isJson(request) ? renamed(arns, request) : request,
                  ]),
                )
              : item,
          ),
        }
      : {}),
  };
};
