/**
 * Posts as the table has them: one item for the post, one for each of its slugs, and one for its place in each list.
 * All of a post's items are written in one transaction, so a list shows what was just published, and nothing else.
 */
import { type PostSummary, post, postSummary } from "@skein/contracts/blog";
import { postId } from "@skein/contracts/ids";
import type { StoredPost } from "../domain/post.ts";
import type { PostList } from "../domain/post-repository.ts";
import type { PublishedPost } from "../domain/published-posts.ts";

export type Item = Record<string, unknown>;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** `sk` of the item that is the post itself: the stream's readers look for it. */
const postKind = "post";

export const postKey = (id: string): Key => ({ pk: `post#${id}`, sk: postKind });
export const slugKey = (slug: string): Key => ({ pk: `slug#${slug}`, sk: "slug" });
export const listKey = (list: PostList): string => {
  if (list.of === "drafts") return `drafts#${list.authorId}`;
  return list.tag === undefined ? "published" : `tag#${list.tag}`;
};

const listsOf = ({ status, author, tags }: StoredPost): readonly PostList[] => {
  if (status === "draft") return [{ of: "drafts", authorId: author.id }];
  return [{ of: "published" }, ...tags.map((tag) => ({ of: "published" as const, tag }))];
};

/** In the order of publication, or of creation; the id tells posts of one moment apart. */
const placeOf = ({ publishedAt, createdAt, id, status }: StoredPost): string =>
  `${status === "published" ? publishedAt : createdAt}#${id}`;

export const listItems = (stored: StoredPost): readonly (Key & Item)[] =>
  listsOf(stored).map((list) => ({
    ...postSummary.parse(stored),
    formerSlugs: stored.formerSlugs,
    pk: listKey(list),
    sk: placeOf(stored),
  }));

export const slugItem = (slug: string, { id }: StoredPost): Key & Item => ({ ...slugKey(slug), postId: id });

export const postItem = (stored: StoredPost, traceparent: string | undefined): Key & Item => ({
  ...stored,
  ...postKey(stored.id),
  // In the index by author, where slugs and places in lists are not.
  authorId: stored.author.id,
  // The stream reads it, and the events about this write carry the trace on.
  ...(traceparent !== undefined && { traceparent }),
});

const formerSlugsIn = ({ formerSlugs }: Item): readonly string[] =>
  Array.isArray(formerSlugs) ? formerSlugs.map(String) : [];

export const postIn = (item: Item): StoredPost => ({ ...post.parse(item), formerSlugs: formerSlugsIn(item) });

export const summaryIn = (item: Item): PostSummary => postSummary.parse(item);

/** @returns `undefined` for a draft */
export const publishedIn = (item: Item): PublishedPost | undefined => {
  const { publishedAt, ...summary } = summaryIn(item);
  return publishedAt === undefined
    ? undefined
    : { ...summary, publishedAt, formerSlugs: formerSlugsIn(item) };
};
/** The key of an item that the index by author has. */
export const keyIn = (item: Item): Key => ({ pk: String(item.pk), sk: String(item.sk) });

/** The post that a slug's item leads to. */
export const postKeyIn = (item: Item): Key => postKey(postId.parse(item.postId));

export const isPost = (item: Item): boolean => item.sk === postKind;
