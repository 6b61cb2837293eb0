import { type Edit, editPost } from "./editable-post.ts";
import type { PostRepository } from "./post-repository.ts";

/**
 * @throws {NotFound} for a post that the editor may not see, or that is gone
 * @throws {VersionConflict}
 */
export const deletePost = (
  edit: Edit,
  { posts }: { readonly posts: Pick<PostRepository, "find" | "remove"> },
): Promise<void> => editPost(edit, posts, (post) => posts.remove(post));
