import { postDeleted, postPublished, postUpdated } from "@skein/contracts/blog";
import { queue } from "@skein/lambda-kit/queue";
import { configuredSite } from "../adapters/configured-site.ts";
import { changedPaths } from "../domain/changed-paths.ts";
import { renewSite } from "../domain/renew-site.ts";

export const handler = queue(
  [postPublished, postUpdated, postDeleted],
  async ({ id, data }, { logger, signal }) => {
    const cause = { id, postId: data.postId, paths: changedPaths(data) };
    const paths = await renewSite(cause, configuredSite(signal));
    logger.info("site renewed", { paths });
  },
  // A site that is as it should be stays as it is. One event after the other: the first writes for all of a batch.
  { idempotency: false, concurrency: 1 },
);
