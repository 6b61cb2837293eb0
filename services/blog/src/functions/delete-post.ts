import { deletePostRoute } from "@skein/contracts/blog";
import { http } from "@skein/lambda-kit/http";
import { postRepository } from "../adapters/post-repository.ts";
import { deletePost } from "../domain/delete-post.ts";

export const handler = http(deletePostRoute, async ({ params, user, expectedVersion }) => {
  await deletePost({ slug: params.slug, editorId: user.id, expectedVersion }, { posts: postRepository() });
  return { status: 204 };
});
