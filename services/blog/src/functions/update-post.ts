import { updatePostRoute } from "@skein/contracts/blog";
import { http } from "@skein/lambda-kit/http";
import { authorNames } from "../adapters/author-names.ts";
import { postRepository } from "../adapters/post-repository.ts";
import { updatePost } from "../domain/update-post.ts";

export const handler = http(updatePostRoute, async ({ params, body, user, expectedVersion, traceparent }) => {
  const edit = { slug: params.slug, editorId: user.id, expectedVersion };
  const post = await updatePost(edit, body, new Date(), {
    posts: postRepository({ traceparent }),
    authorNames: authorNames(),
  });
  return { status: 200, body: post };
});
