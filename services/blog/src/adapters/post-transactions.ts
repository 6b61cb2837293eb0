/** Which items a change of a post writes, and which it takes away. */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { StoredPost } from "../domain/post.ts";
import { type Item, type Key, listItems, postItem, postKey, slugItem, slugKey } from "./post-items.ts";

/** One step, and the slug that it claims, if it does. */
export interface Step {
  readonly write: TransactWriteItem;
  readonly claims?: string;
}

interface Target {
  readonly TableName: string;
  readonly traceparent: string | undefined;
}

const asItem = (item: Item) => marshall(item, { removeUndefinedValues: true });

const remove = ({ TableName }: Target, key: Key): Step => ({
  write: { Delete: { TableName, Key: marshall(key) } },
});

const put = ({ TableName }: Target, item: Item): Step => ({
  write: { Put: { TableName, Item: asItem(item) } },
});

const claim = ({ TableName }: Target, slug: string, post: StoredPost): Step => ({
  claims: slug,
  write: {
    Put: {
      TableName,
      Item: asItem(slugItem(slug, post)),
      // A post may come back to a slug that it had.
      ConditionExpression: "attribute_not_exists(pk) OR postId = :id",
      ExpressionAttributeValues: marshall({ ":id": post.id }),
    },
  },
});

const onlyVersion = (version: number) => ({
  ConditionExpression: "#version = :version",
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: marshall({ ":version": version }),
});

const keyOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

export const additionOf = (post: StoredPost, target: Target): readonly Step[] => [
  {
    write: {
      Put: {
        TableName: target.TableName,
        Item: asItem(postItem(post, target.traceparent)),
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
  },
  claim(target, post.slug, post),
  ...listItems(post).map((item) => put(target, item)),
];

export const replacementOf = (post: StoredPost, stored: StoredPost, target: Target): readonly Step[] => {
  const items = listItems(post);
  const kept = new Set(items.map(keyOf));
  const slugs = new Set([post.slug, ...post.formerSlugs]);
  return [
    {
      write: {
        Put: {
          TableName: target.TableName,
          Item: asItem(postItem(post, target.traceparent)),
          ...onlyVersion(stored.version),
        },
      },
    },
    ...(post.slug === stored.slug ? [] : [claim(target, post.slug, post)]),
    ...stored.formerSlugs.filter((slug) => !slugs.has(slug)).map((slug) => remove(target, slugKey(slug))),
    ...items.map((item) => put(target, item)),
    ...listItems(stored)
      .filter((item) => !kept.has(keyOf(item)))
      .map(({ pk, sk }) => remove(target, { pk, sk })),
  ];
};

export const removalOf = (stored: StoredPost, target: Target): readonly Step[] => [
  {
    write: {
      Delete: {
        TableName: target.TableName,
        Key: marshall(postKey(stored.id)),
        ...onlyVersion(stored.version),
      },
    },
  },
  ...[stored.slug, ...stored.formerSlugs].map((slug) => remove(target, slugKey(slug))),
  ...listItems(stored).map(({ pk, sk }) => remove(target, { pk, sk })),
];
