import type { UserId } from "@skein/contracts/ids";
import { VersionConflict } from "@skein/lambda-kit/errors";
import { PostOvertaken, type StoredPost } from "./post.ts";
import type { PostRepository } from "./post-repository.ts";

interface Ports {
  readonly posts: Pick<PostRepository, "find" | "replace" | "remove" | "byAuthor">;
}

const maximumAttempts = 3;

/** Whether the public sees anything of somebody's. */
export const hasPublished = async (
  authorId: UserId,
  { posts }: { readonly posts: Pick<PostRepository, "byAuthor"> },
): Promise<boolean> => {
  for await (const { status } of posts.byAuthor(authorId)) if (status === "published") return true;
  return false;
};

/** Does something to a post as it is now, and again when it was overtaken. */
const settle = async (
  post: StoredPost,
  posts: Ports["posts"],
  work: (current: StoredPost) => Promise<void>,
): Promise<void> => {
  let current: StoredPost | undefined = post;
  for (let attempt = 1; current; attempt += 1) {
    try {
      return await work(current);
    } catch (error) {
      if (!(error instanceof PostOvertaken)) throw error;
      if (attempt === maximumAttempts) throw new VersionConflict(post.slug, current.version);
      current = await posts.find(current.slug);
    }
  }
};

/** The post with its author called otherwise: another version, since it reads otherwise. */
const renamed = (post: StoredPost, name: string | undefined, now: Date): StoredPost => ({
  ...post,
  author: { id: post.author.id, ...(name !== undefined && { name }) },
  updatedAt: now.toISOString(),
  version: post.version + 1,
});

/**
 * Puts an author's new name on all posts. What bears it already stays as it is, so this may be repeated.
 *
 * @returns how many posts changed
 */
export const renameAuthor = async (
  authorId: UserId,
  name: string | undefined,
  now: Date,
  { posts }: Ports,
): Promise<number> => {
  let changed = 0;
  for await (const post of posts.byAuthor(authorId))
    await settle(post, posts, async (current) => {
      if (current.author.name === name) return;
      await posts.replace(renamed(current, name, now), current);
      changed += 1;
    });
  return changed;
};

/**
 * Lets go of an author whose account is closed. Drafts were nobody else's, and go; what is published belongs to the
 * blog, and stays without the name.
 */
export const forgetAuthor = async (authorId: UserId, now: Date, { posts }: Ports): Promise<void> => {
  for await (const post of posts.byAuthor(authorId))
    await settle(post, posts, async (current) => {
      if (current.status === "draft") await posts.remove(current);
      else if (current.author.name !== undefined)
        await posts.replace(renamed(current, undefined, now), current);
    });
};
