import {
  BatchGetItemCommand,
  type DynamoDBClient,
  type KeysAndAttributes,
  paginateQuery,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamoDb } from "@skein/lambda-kit/clients";
import { setting } from "@skein/lambda-kit/settings";
import type { StoredPost } from "../domain/post.ts";
import type { PublishedPosts } from "../domain/published-posts.ts";
import { listKey, postIn, postKey, publishedIn } from "./post-items.ts";

export interface PublishedPostsOptions {
  readonly signal?: AbortSignal;
  readonly tableName?: string;
  readonly client?: DynamoDBClient;
}

/** Posts have at most some 200 KB, an answer 16 MB: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const postsAtOnce = 50;

const isPublic = (post: StoredPost): post is StoredPost & { readonly publishedAt: string } =>
  post.status === "published" && post.publishedAt !== undefined;

/** Published posts in DynamoDB. Reads are consistent: a page must not be older than the event that asks for it. */
export const publishedPosts = ({
  signal,
  tableName = setting("POSTS_TABLE"),
  client = dynamoDb(),
}: PublishedPostsOptions = {}): PublishedPosts => {
  const options = signal ? { abortSignal: signal } : {};

  const batch = async (ids: readonly string[]): Promise<readonly StoredPost[]> => {
    const found: StoredPost[] = [];
    const Keys = ids.map((id) => marshall(postKey(id)));
    let asked: Record<string, KeysAndAttributes> = { [tableName]: { Keys, ConsistentRead: true } };
    while (Object.keys(asked).length > 0) {
      signal?.throwIfAborted();
      const { Responses, UnprocessedKeys = {} } = await client.send(
        new BatchGetItemCommand({ RequestItems: asked }),
        options,
      );
      found.push(...(Responses?.[tableName] ?? []).map((item) => postIn(unmarshall(item))));
      asked = UnprocessedKeys;
    }
    return found;
  };

  return {
    async list() {
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: marshall({ ":pk": listKey({ of: "published" }) }),
          ConsistentRead: true,
        },
        options,
      );
      const posts = [];
      for await (const { Items = [] } of pages)
        posts.push(...Items.flatMap((item) => publishedIn(unmarshall(item)) ?? []));
      return posts;
    },

    async whole(ids) {
      const found: StoredPost[] = [];
      for (let start = 0; start < ids.length; start += postsAtOnce)
        found.push(...(await batch(ids.slice(start, start + postsAtOnce))));
      return found.filter(isPublic);
    },
  };
};
