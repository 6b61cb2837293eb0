import type { PostId, UserId } from "@skein/contracts/ids";
import type { AuthorNames } from "./author-names.ts";
import type { StoredPost } from "./post.ts";
import { type PostContent, renderBody, slugOf } from "./post-content.ts";
import type { PostRepository } from "./post-repository.ts";

export interface NewPost {
  readonly id: PostId;
  readonly authorId: UserId;
  readonly content: PostContent;
}

/**
 * Writes a new post. Writing the same id again changes nothing and answers what is stored: retries are safe.
 *
 * @throws {ValidationFailed} when the content makes no post
 * @throws {SlugTaken}
 */
export const createPost = async (
  { id, authorId, content }: NewPost,
  now: Date,
  {
    posts,
    authorNames,
  }: { readonly posts: Pick<PostRepository, "add">; readonly authorNames: Pick<AuthorNames, "nameOf"> },
): Promise<StoredPost> => {
  const { title, body, tags = [], status } = content;
  const rendered = renderBody(body);
  const slug = slugOf(content);
  const name = await authorNames.nameOf(authorId);
  const at = now.toISOString();
  return posts.add({
    id,
    slug,
    formerSlugs: [],
    title,
    body,
    ...rendered,
    tags: [...tags],
    status,
    author: { id: authorId, ...(name !== undefined && { name }) },
    ...(status === "published" && { publishedAt: at }),
    createdAt: at,
    updatedAt: at,
    version: 1,
  });
};
