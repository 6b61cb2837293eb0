import { getDraftRoute } from "@skein/contracts/blog";
import { http } from "@skein/lambda-kit/http";
import { postRepository } from "../adapters/post-repository.ts";
import { readDraft } from "../domain/read-post.ts";

export const handler = http(getDraftRoute, async ({ params, user }) => ({
  status: 200,
  body: await readDraft(params.slug, user.id, { posts: postRepository() }),
}));
