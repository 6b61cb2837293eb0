import { createPostRoute } from "@skein/contracts/blog";
import { postId } from "@skein/contracts/ids";
import { http } from "@skein/lambda-kit/http";
import { authorNames } from "../adapters/author-names.ts";
import { postRepository } from "../adapters/post-repository.ts";
import { createPost } from "../domain/create-post.ts";

export const handler = http(createPostRoute, async ({ body, user, requestId, traceparent }) => {
  // The id of the request is that of the post: a retry after a crash finds it, and makes no second one.
  const id = postId.parse(requestId);
  const post = await createPost({ id, authorId: user.id, content: body }, new Date(), {
    posts: postRepository({ traceparent }),
    authorNames: authorNames(),
  });
  return { status: 201, headers: { location: `/posts/${post.slug}` }, body: post };
});
