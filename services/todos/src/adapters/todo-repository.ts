import type { TodoId, UserId } from "@skein/contracts/ids";
import type { TodoStatus } from "@skein/contracts/todos";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { setting } from "@skein/lambda-kit/settings";
import type { TodoRepository } from "../domain/todo-repository.ts";
import { configuredDocuments } from "./configured-documents.ts";
import { type Document, type Documents, isConditionFailure } from "./documents.ts";
import { fromItem, toItem } from "./todo-item.ts";

export interface TodoRepositoryOptions {
  /** Trace of the request, stored with what it writes. */
  readonly traceparent?: string;
  readonly tableName?: string;
  readonly tables?: Documents;
}

/** Todos in DynamoDB. The owner is the partition key: no call can reach across users. */
export const todoRepository = ({
  traceparent,
  tableName = setting("TODOS_TABLE"),
  tables = configuredDocuments(),
}: TodoRepositoryOptions = {}): TodoRepository => {
  const reading = { TableName: tableName, ConsistentRead: tables.consistentReads };

  const find: TodoRepository["find"] = async (ownerId, id) => {
    const { Item } = await tables.get({ ...reading, Key: { ownerId, id } });
    return Item && fromItem(Item);
  };

  return {
    find,

    async add(ownerId, todo) {
      try {
        await tables.put({
          TableName: tableName,
          Item: toItem(ownerId, todo, traceparent),
          ConditionExpression: "attribute_not_exists(id)",
        });
        return todo;
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return (await find(ownerId, todo.id)) ?? todo;
      }
    },

    async replace(ownerId, todo, storedVersion) {
      try {
        await tables.put({
          TableName: tableName,
          Item: toItem(ownerId, todo, traceparent),
          ...onlyVersion(storedVersion),
        });
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        throw new VersionConflict(todo.id, storedVersion, (await find(ownerId, todo.id))?.version);
      }
    },

    async remove(ownerId, id, expectedVersion) {
      try {
        const { Attributes } = await tables.delete({
          TableName: tableName,
          Key: { ownerId, id },
          ReturnValues: "ALL_OLD",
          ...(expectedVersion !== undefined && onlyVersion(expectedVersion)),
        });
        return Attributes !== undefined;
      } catch (error) {
        if (expectedVersion === undefined || !isConditionFailure(error)) throw error;
        const stored = await find(ownerId, id);
        if (!stored) return false;
        throw new VersionConflict(id, expectedVersion, stored.version);
      }
    },

    async page(ownerId, { limit, status, after }) {
      const { Items, LastEvaluatedKey } = await tables.query({
        ...reading,
        ...(status && { IndexName: status }),
        KeyConditionExpression: "ownerId = :ownerId",
        ExpressionAttributeValues: { ":ownerId": ownerId },
        ...(after && { ExclusiveStartKey: keyOf(ownerId, after, status) }),
        ScanIndexForward: false,
        // One more than asked for tells whether a page follows; a page also ends at 1 MB.
        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
        Limit: limit + 1,
      });
      const items = Items.slice(0, limit).map(fromItem);
      const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
      return { items, last: hasMore ? items.at(-1)?.id : undefined };
    },
  };
};

const onlyVersion = (version: number) => ({
  ConditionExpression: "#version = :version",
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: { ":version": version },
});

/** A key in the table or, with a status, in that status' index. */
const keyOf = (ownerId: UserId, id: TodoId, status: TodoStatus | undefined): Document => ({
  ownerId,
  id,
  ...(status && { [`${status}Id`]: id }),
});
