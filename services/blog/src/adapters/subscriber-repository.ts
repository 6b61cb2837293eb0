import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";
import type { Subscriber, SubscriberRepository } from "../domain/subscriber.ts";
import { pause } from "./pause.ts";
import { subscriberIn } from "./subscriber-item.ts";

export interface SubscriberRepositoryOptions {
  /** Trace of the request, stored with what it writes. */
  readonly traceparent?: string;
  readonly tableName?: string;
  readonly region?: string;
  readonly client?: DynamoDBClient;
}

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
const batchSize = 100;
const shortestPauseMilliseconds = 50;
const longestPauseMilliseconds = 2_000;

/** Subscribers in DynamoDB. */
export const subscriberRepository = ({
  traceparent,
  tableName: TableName = setting("SUBSCRIBERS_TABLE"),
  region: originRegion = setting("AWS_REGION"),
  client = dynamoDb(),
}: SubscriberRepositoryOptions = {}): SubscriberRepository => {
  /** DynamoDB may leave part of a batch unread, and asks to come again more slowly. */
  const findBatch = async (keys: readonly string[]): Promise<readonly Subscriber[]> => {
    const found: Subscriber[] = [];
    let left = keys.map((key) => marshall({ key }));
    for (
      let wait = shortestPauseMilliseconds;
      left.length > 0;
      wait = Math.min(2 * wait, longestPauseMilliseconds)
    ) {
      const { Responses = {}, UnprocessedKeys = {} } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: left, ConsistentRead: true } } }),
      );
      found.push(...(Responses[TableName] ?? []).map((item) => subscriberIn(unmarshall(item))));
      left = UnprocessedKeys[TableName]?.Keys ?? [];
      if (left.length > 0) await pause(wait * (0.5 + Math.random() / 2));
    }
    return found;
  };

  return {
    async add(subscriber) {
      const item = { ...subscriber, originRegion, ...(traceparent !== undefined && { traceparent }) };
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: marshall(item),
            ConditionExpression: "attribute_not_exists(#key)",
            ExpressionAttributeNames: { "#key": "key" },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    async remove(key) {
      await client.send(new DeleteItemCommand({ TableName, Key: marshall({ key }) }));
    },

    async findAll(keys) {
      const found: Subscriber[] = [];
      for (let start = 0; start < keys.length; start += batchSize)
        found.push(...(await findBatch(keys.slice(start, start + batchSize))));
      return found;
    },

    async *keys(pageSize) {
      const pages = paginateScan(
        { client },
        {
          TableName,
          ProjectionExpression: "#key",
          ExpressionAttributeNames: { "#key": "key" },
          // Who subscribed a moment before the post is told, too.
          ConsistentRead: true,
        },
      );
      let page: string[] = [];
      for await (const { Items = [] } of pages)
        for (const item of Items) {
          page.push(String(unmarshall(item).key));
          if (page.length < pageSize) continue;
          yield page;
          page = [];
        }
      if (page.length > 0) yield page;
    },
  };
};
