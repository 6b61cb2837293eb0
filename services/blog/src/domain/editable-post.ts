import type { UserId } from "@skein/contracts/ids";
import { NotFound, VersionConflict } from "@skein/lambda-kit/errors";
import { PostOvertaken, type StoredPost } from "./post.ts";
import type { PostRepository } from "./post-repository.ts";

export interface Edit {
  readonly slug: string;
  readonly editorId: UserId;
  /** `undefined`: any version will do. */
  readonly expectedVersion: number | undefined;
}

/** A draft is its author's alone. What is published belongs to the blog, and every author may correct it. */
const mayEdit = (post: StoredPost, editorId: UserId): boolean =>
  post.status === "published" || post.author.id === editorId;

/** @throws {NotFound} also for a draft of somebody else, and for a slug that the post no longer has */
const find = async ({ slug, editorId, expectedVersion }: Edit, posts: Pick<PostRepository, "find">) => {
  const post = await posts.find(slug);
  if (!post || post.slug !== slug || !mayEdit(post, editorId)) throw new NotFound("post", slug);
  if (expectedVersion !== undefined && expectedVersion !== post.version)
    throw new VersionConflict(slug, expectedVersion, post.version);
  return post;
};

const maximumAttempts = 3;

/**
 * Does something to the version of a post that the editor expects. Who expects none gets it done to the newest, so
 * that a write which came in between is read and the change made again.
 *
 * @throws {NotFound}
 * @throws {VersionConflict}
 */
export const editPost = async <Result>(
  edit: Edit,
  posts: Pick<PostRepository, "find">,
  work: (post: StoredPost) => Promise<Result>,
): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    const post = await find(edit, posts);
    try {
      return await work(post);
    } catch (error) {
      if (!(error instanceof PostOvertaken)) throw error;
      if (edit.expectedVersion !== undefined || attempt === maximumAttempts)
        throw new VersionConflict(edit.slug, post.version);
    }
  }
};
