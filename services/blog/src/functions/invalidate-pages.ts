import { postDeleted, postPublished, postUpdated } from "@skein/contracts/blog";
import { queue } from "@skein/lambda-kit/queue";
import { edgeCache } from "../adapters/edge-cache.ts";
import { changedPaths } from "../domain/changed-paths.ts";

export const handler = queue(
  [postPublished, postUpdated, postDeleted],
  async ({ id, data }, { logger, signal }) => {
    const cache = edgeCache(signal);
    if (!cache) return logger.info("there is no distribution to tell");
    const paths = changedPaths(data);
    await cache.forget(paths, id);
    logger.info("pages invalidated", { paths });
  },
  // The id of the event makes a second invalidation the first one again.
  { idempotency: false },
);
