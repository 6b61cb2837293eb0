import { getPostRoute } from "@skein/contracts/blog";
import { http } from "@skein/lambda-kit/http";
import { postRepository } from "../adapters/post-repository.ts";
import { cacheControl } from "../domain/cache-control.ts";
import { readPost } from "../domain/read-post.ts";

export const handler = http(getPostRoute, async ({ params }) => {
  const { post, movedTo } = await readPost(params.slug, { posts: postRepository() });
  const headers = { "cache-control": cacheControl };
  // Relative, because the stage is part of the path.
  if (movedTo !== undefined) return { status: 301, headers: { ...headers, location: movedTo } };
  return { status: 200, headers, body: post };
});
