import type { AuthorNames } from "./author-names.ts";
import { changePost } from "./change-post.ts";
import { type Edit, editPost } from "./editable-post.ts";
import type { StoredPost } from "./post.ts";
import type { PostContent } from "./post-content.ts";
import type { PostRepository } from "./post-repository.ts";

interface Ports {
  readonly posts: Pick<PostRepository, "find" | "replace">;
  readonly authorNames: Pick<AuthorNames, "nameOf">;
}

/**
 * Rewrites a post, and asks anew what its author is called.
 *
 * @throws {NotFound} for a post that the editor may not see
 * @throws {VersionConflict}
 * @throws {ValidationFailed}
 * @throws {SlugTaken}
 */
export const updatePost = (
  edit: Edit,
  content: PostContent,
  now: Date,
  { posts, authorNames }: Ports,
): Promise<StoredPost> =>
  editPost(edit, posts, async (post) => {
    const changed = changePost(post, content, now);
    if (changed === post) return post;
    const name = (await authorNames.nameOf(post.author.id)) ?? post.author.name;
    const named = { ...changed, author: { id: post.author.id, ...(name !== undefined && { name }) } };
    await posts.replace(named, post);
    return named;
  });
