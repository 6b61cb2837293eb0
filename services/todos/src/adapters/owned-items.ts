import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateQuery,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import type { OwnedItems } from "../domain/erase-user.ts";

export interface OwnedItemsOptions {
  readonly tableName: string;
  /** Index by owner; absent when the owner is the table's partition key. */
  readonly indexName?: string;
  /** Attribute that holds the owner. */
  readonly owner: string;
  /** Attributes of the table's key. */
  readonly key: readonly string[];
  /** Aborted when the time is up; what is left is erased the next time. */
  readonly signal: AbortSignal;
  readonly client?: DynamoDBClient;
}

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
const batchSize = 25;
const pageSize = 4 * batchSize;
const shortestPauseMilliseconds = 50;
const longestPauseMilliseconds = 2_000;

/** Items of one table that belong to a user, found by key or index, never by a scan. */
export const ownedItems = ({
  tableName,
  indexName,
  owner,
  key,
  signal,
  client = dynamoDb(),
}: OwnedItemsOptions): OwnedItems => ({
  async erase(ownerId) {
    const pages = paginateQuery(
      { client, pageSize },
      {
        TableName: tableName,
        KeyConditionExpression: "#owner = :owner",
        ExpressionAttributeNames: {
          "#owner": owner,
          ...Object.fromEntries(key.map((name, index) => [`#key${index}`, name])),
        },
        ExpressionAttributeValues: { ":owner": { S: ownerId } },
        ProjectionExpression: key.map((_, index) => `#key${index}`).join(", "),
        // An index across partitions cannot be read consistently.
        ...(indexName === undefined ? { ConsistentRead: true } : { IndexName: indexName }),
      },
    );
    let erased = 0;
    for await (const { Items = [] } of pages) {
      const deletions = Items.map((Key): WriteRequest => ({ DeleteRequest: { Key } }));
      for (let start = 0; start < deletions.length; start += batchSize)
        await write(client, tableName, deletions.slice(start, start + batchSize), signal);
      erased += Items.length;
    }
    return erased;
  },
});

/** DynamoDB may leave part of a batch undone, and asks to come again more slowly. */
const write = async (
  client: DynamoDBClient,
  tableName: string,
  requests: readonly WriteRequest[],
  signal: AbortSignal,
): Promise<void> => {
  let left = [...requests];
  for (let pause = shortestPauseMilliseconds; ; pause = Math.min(2 * pause, longestPauseMilliseconds)) {
    signal.throwIfAborted();
    const { UnprocessedItems = {} } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: left } }),
    );
    left = UnprocessedItems[tableName] ?? [];
    if (left.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)));
  }
};
