import type { PostSummary } from "@skein/contracts/blog";
import type { UserId } from "@skein/contracts/ids";
import type { StoredPost } from "./post.ts";

/** Where posts are kept. A post, its slugs and its places in lists change together or not at all. */
export interface PostRepository {
  /** By its slug, or by one that it had before. */
  find(slug: string): Promise<StoredPost | undefined>;

  /**
   * Adds a post; when it is there already, answers the stored one instead.
   *
   * @throws {SlugTaken}
   */
  add(post: StoredPost): Promise<StoredPost>;

  /**
   * @param stored what `post` replaces, as it was read
   * @throws {PostOvertaken} when it is not stored any more
   * @throws {SlugTaken}
   */
  replace(post: StoredPost, stored: StoredPost): Promise<void>;

  /** Removes a post and frees its slugs. @throws {PostOvertaken} */
  remove(stored: StoredPost): Promise<void>;

  /** All posts of an author, drafts too; one that was written this moment may be missing. */
  byAuthor(authorId: UserId): AsyncIterable<StoredPost>;

  /** One page, newest first. */
  page(list: PostList, query: PostQuery): Promise<PostPage>;
}

/** A list that posts are in. */
export type PostList =
  | { readonly of: "published"; readonly tag?: string | undefined }
  | { readonly of: "drafts"; readonly authorId: UserId };

export interface PostQuery {
  readonly limit: number;
  /** `last` of the page before. */
  readonly after?: string | undefined;
}

export interface PostPage {
  readonly items: PostSummary[];
  /** The place of the last post of this page; `undefined` when no page follows. */
  readonly last: string | undefined;
}
