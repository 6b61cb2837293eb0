import { postPublished } from "@skein/contracts/blog";
import { mailPageRequested } from "@skein/contracts/blog-subscribers";
import { draftEvent, sealEvent } from "@skein/lambda-kit/events";
import { queue } from "@skein/lambda-kit/queue";
import { maximumBatch, sendMailPages } from "../adapters/mail-page-queue.ts";
import { subscriberRepository } from "../adapters/subscriber-repository.ts";
import { inBatches } from "../domain/in-batches.ts";

const pageSize = 50;

export const handler = queue(postPublished, async (event, { logger, signal, traceparent }) => {
  const { postId: id, slug, title, excerpt, publishedAt, again } = event.data;
  const post = { id, slug, title, excerpt, publishedAt };
  if (again) return logger.info("was announced when it was published first", { postId: id });
  let pages = 0;
  for await (const batch of inBatches(subscriberRepository().keys(pageSize), maximumBatch)) {
    signal.throwIfAborted();
    const requests = batch.map((keys) =>
      sealEvent(draftEvent(mailPageRequested, id, { post, keys: [...keys] }), {
        // The first of a page is of no other page of this post, also when this is done a second time.
        id: `${event.id}/${keys[0]}`,
        traceparent,
      }),
    );
    await sendMailPages(requests);
    pages += batch.length;
  }
  logger.info("mailing planned", { postId: id, pages });
});
