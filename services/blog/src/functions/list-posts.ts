import { listPostsRoute } from "@skein/contracts/blog";
import { http } from "@skein/lambda-kit/http";
import { postRepository } from "../adapters/post-repository.ts";
import { cacheControl } from "../domain/cache-control.ts";

export const handler = http(listPostsRoute, async ({ query, cursors }) => {
  const { limit, tag, status, cursor: from } = query;
  if (status === "draft") {
    // What is private is never answered at an address that caches keep. Relative, because the stage is part of the path.
    const page = new URLSearchParams({ limit: String(limit), ...(from !== undefined && { cursor: from }) });
    return { status: 307, headers: { location: `drafts?${page}` } };
  }
  const after = cursors.open(from)?.place;
  const { items, last } = await postRepository().page(
    { of: "published", tag },
    { limit, after: after === undefined ? undefined : String(after) },
  );
  const cursor = cursors.seal(last === undefined ? undefined : { place: last });
  return {
    status: 200,
    headers: { "cache-control": cacheControl },
    body: { items, ...(cursor !== undefined && { cursor }) },
  };
});
