import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Document, Documents } from "./documents.ts";

/** Calls DynamoDB itself. */
export const dynamoDbDocuments = (client: DynamoDBClient): Documents => ({
  consistentReads: true,

  async get({ Key, ...input }) {
    const { Item } = await client.send(new GetItemCommand({ ...input, Key: marshall(Key) }));
    return Item ? { Item: unmarshall(Item) } : {};
  },

  async put({ Item, ...input }) {
    await client.send(new PutItemCommand({ ...withValues(input), Item: marshall(Item) }));
  },

  async delete({ Key, ...input }) {
    const { Attributes } = await client.send(
      new DeleteItemCommand({ ...withValues(input), Key: marshall(Key) }),
    );
    return Attributes ? { Attributes: unmarshall(Attributes) } : {};
  },

  async query({ ExclusiveStartKey, ...input }) {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        ...withValues(input),
        ...(ExclusiveStartKey && { ExclusiveStartKey: marshall(ExclusiveStartKey) }),
      }),
    );
    return {
      Items: Items.map((item) => unmarshall(item)),
      ...(LastEvaluatedKey && { LastEvaluatedKey: unmarshall(LastEvaluatedKey) }),
    };
  },
});

const withValues = <Input extends { ExpressionAttributeValues?: Document }>({
  ExpressionAttributeValues,
  ...input
}: Input) => ({
  ...input,
  ...(ExpressionAttributeValues && { ExpressionAttributeValues: marshall(ExpressionAttributeValues) }),
});
