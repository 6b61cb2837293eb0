import { listDraftsRoute } from "@skein/contracts/blog";
import { http } from "@skein/lambda-kit/http";
import { postRepository } from "../adapters/post-repository.ts";

export const handler = http(listDraftsRoute, async ({ query, user, cursors }) => {
  const after = cursors.open(query.cursor)?.place;
  const { items, last } = await postRepository().page(
    { of: "drafts", authorId: user.id },
    { limit: query.limit, after: after === undefined ? undefined : String(after) },
  );
  const cursor = cursors.seal(last === undefined ? undefined : { place: last });
  return { status: 200, body: { items, ...(cursor !== undefined && { cursor }) } };
});
