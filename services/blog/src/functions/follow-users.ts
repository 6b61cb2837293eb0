import { userDeleted, userUpdated } from "@skein/contracts/users";
import { queue } from "@skein/lambda-kit/queue";
import { authorNames } from "../adapters/author-names.ts";
import { configuredSite } from "../adapters/configured-site.ts";
import { postRepository } from "../adapters/post-repository.ts";
import { everyPost } from "../domain/changed-paths.ts";
import { forgetAuthor, hasPublished, renameAuthor } from "../domain/follow-author.ts";
import { renewSite } from "../domain/renew-site.ts";

export const handler = queue(
  [userUpdated, userDeleted],
  async ({ id, type, data }, { logger, signal, traceparent }) => {
    const ports = { posts: postRepository({ traceparent }) };
    const { userId } = data;
    // Once for all posts of an author, which is why a new name is no event of each. After an attempt that died no post
    // may be left to change, and pages all the same.
    const show = async () => {
      if (await hasPublished(userId, ports))
        await renewSite({ id, paths: everyPost }, configuredSite(signal));
    };
    if (type === userDeleted.type) {
      await forgetAuthor(userId, new Date(), ports);
      await show();
      return logger.info("author forgotten", { userId, audit: "author-forgotten" });
    }
    // Events may come in any order, so the name is asked for; whoever is gone meanwhile is another event's business.
    const name = await authorNames().currentNameOf(userId);
    if (name === undefined) return;
    const changed = await renameAuthor(userId, name, new Date(), ports);
    await show();
    logger.info("author renamed", { userId, posts: changed });
  },
  // A name that is put on twice is on, and who is forgotten twice is gone.
  { idempotency: false },
);
