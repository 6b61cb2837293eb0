import { userDeleted, userUpdated } from "@skein/contracts/users";
import { queue } from "@skein/lambda-kit/queue";
import { authorNames } from "../adapters/author-names.ts";
import { postRepository } from "../adapters/post-repository.ts";
import { forgetAuthor, renameAuthor } from "../domain/follow-author.ts";

export const handler = queue(
  [userUpdated, userDeleted],
  async ({ type, data }, { logger, traceparent }) => {
    const ports = { posts: postRepository({ traceparent }) };
    const { userId } = data;
    if (type === userDeleted.type) {
      await forgetAuthor(userId, new Date(), ports);
      return logger.info("author forgotten", { userId, audit: "author-forgotten" });
    }
    // Events may come in any order, so the name is asked for; whoever is gone meanwhile is another event's business.
    const name = await authorNames().currentNameOf(userId);
    if (name === undefined) return;
    const changed = await renameAuthor(userId, name, new Date(), ports);
    logger.info("author renamed", { userId, posts: changed });
  },
  // A name that is put on twice is on, and who is forgotten twice is gone.
  { idempotency: false },
);
