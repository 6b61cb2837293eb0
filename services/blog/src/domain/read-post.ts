import type { UserId } from "@skein/contracts/ids";
import { NotFound } from "@skein/lambda-kit/errors";
import type { StoredPost } from "./post.ts";
import type { PostRepository } from "./post-repository.ts";

interface Ports {
  readonly posts: Pick<PostRepository, "find">;
}

/**
 * What the public sees at a slug: a post, or the slug at which it is now.
 *
 * @throws {NotFound} also for a draft: nobody learns of it
 */
export const readPost = async (
  slug: string,
  { posts }: Ports,
): Promise<{ readonly post: StoredPost; readonly movedTo: string | undefined }> => {
  const post = await posts.find(slug);
  if (post?.status !== "published") throw new NotFound("post", slug);
  return { post, movedTo: post.slug === slug ? undefined : post.slug };
};

/** @throws {NotFound} also for a draft of somebody else, and for what is published */
export const readDraft = async (slug: string, authorId: UserId, { posts }: Ports): Promise<StoredPost> => {
  const post = await posts.find(slug);
  if (post?.status !== "draft" || post.author.id !== authorId) throw new NotFound("draft", slug);
  return post;
};
