import {
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";
import { PostOvertaken, SlugTaken } from "../domain/post.ts";
import type { PostRepository } from "../domain/post-repository.ts";
import {
  type Item,
  type Key,
  keyIn,
  listKey,
  postIn,
  postKey,
  postKeyIn,
  slugKey,
  summaryIn,
} from "./post-items.ts";
import { additionOf, removalOf, replacementOf, type Step } from "./post-transactions.ts";

export interface PostRepositoryOptions {
  /** Trace of the request, stored with what it writes. */
  readonly traceparent?: string;
  readonly tableName?: string;
  readonly client?: DynamoDBClient;
}

/** What stood in the way of a transaction. */
type Obstacle = { readonly slug: string } | "post";

const conditionFailed = "ConditionalCheckFailed";

/** Posts in DynamoDB. Reads are consistent: an edge that was told to forget a page must not get the old one again. */
export const postRepository = ({
  traceparent,
  tableName: TableName = setting("POSTS_TABLE"),
  client = dynamoDb(),
}: PostRepositoryOptions = {}): PostRepository => {
  const target = { TableName, traceparent };

  const get = async (key: Key): Promise<Item | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  };

  /** @returns what stood in the way, or `undefined` when all was written */
  const write = async (steps: readonly Step[]): Promise<Obstacle | undefined> => {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: steps.map(({ write }) => write) }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failed = steps.filter((_, index) => reasons[index]?.Code === conditionFailed);
      // The post first: whoever was overtaken reads again, and may find that the slug is free.
      if (failed.some((step) => step === steps[0])) return "post";
      const [slug] = failed.flatMap(({ claims }) => claims ?? []);
      if (slug !== undefined) return { slug };
      // Another transaction was at work on the same items.
      if (reasons.some(({ Code }) => Code === "TransactionConflict")) return "post";
      throw error;
    }
  };

  return {
    async find(slug) {
      const place = await get(slugKey(slug));
      const item = place && (await get(postKeyIn(place)));
      return item && postIn(item);
    },

    async add(post) {
      const obstacle = await write(additionOf(post, target));
      if (obstacle === undefined) return post;
      // A slug that this very post claims stands in nobody's way.
      const stored = await get(postKey(post.id));
      if (stored) return postIn(stored);
      if (obstacle === "post") throw new PostOvertaken(post.id);
      throw new SlugTaken(obstacle.slug);
    },

    async replace(post, stored) {
      const obstacle = await write(replacementOf(post, stored, target));
      if (obstacle === "post") throw new PostOvertaken(post.id);
      if (obstacle) throw new SlugTaken(obstacle.slug);
    },

    async remove(stored) {
      if (await write(removalOf(stored, target))) throw new PostOvertaken(stored.id);
    },

    async *byAuthor(authorId) {
      const pages = paginateQuery(
        { client },
        {
          TableName,
          IndexName: "author",
          KeyConditionExpression: "authorId = :authorId",
          ExpressionAttributeValues: marshall({ ":authorId": authorId }),
        },
      );
      for await (const { Items = [] } of pages)
        for (const found of Items) {
          // The index has keys only, and may be behind.
          const item = await get(keyIn(unmarshall(found)));
          if (item) yield postIn(item);
        }
    },

    async page(list, { limit, after }) {
      const pk = listKey(list);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: marshall({ ":pk": pk }),
          ...(after !== undefined && { ExclusiveStartKey: marshall({ pk, sk: after }) }),
          ScanIndexForward: false,
          ConsistentRead: true,
          // One more than asked for tells whether a page follows; a page also ends at 1 MB.
          // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
          Limit: limit + 1,
        }),
      );
      const items = Items.slice(0, limit).map((item) => unmarshall(item));
      const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
      return { items: items.map(summaryIn), last: hasMore ? String(items.at(-1)?.sk) : undefined };
    },
  };
};
