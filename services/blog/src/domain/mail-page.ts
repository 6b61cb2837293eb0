import { type AnnouncedPost, type MailLinks, postMail } from "./mails.ts";
import { type SendingPorts, sendOnce } from "./send-once.ts";
import type { SubscriberRepository } from "./subscriber.ts";

interface Ports extends SendingPorts {
  readonly subscribers: Pick<SubscriberRepository, "findAll">;
  readonly links: MailLinks;
  /** Lets no more than so many mails go in a second. */
  readonly nextTurn: (signal: AbortSignal) => Promise<void>;
}

/** Thrown when some mails of a page did not go out; those that did will not go out again. */
export class PageIncomplete extends AggregateError {
  constructor(failures: readonly unknown[]) {
    super(failures, `${failures.length} mails did not go out, the first because of ${String(failures[0])}`);
    this.name = "PageIncomplete";
  }
}

/**
 * Tells a page of subscribers of a post. Who has come or left since is left out; one that fails does not hold up the rest.
 *
 * @throws {PageIncomplete}
 */
export const mailPage = async (
  { post, keys }: { readonly post: AnnouncedPost; readonly keys: readonly string[] },
  signal: AbortSignal,
  ports: Ports,
): Promise<{ readonly sent: number }> => {
  const failures: unknown[] = [];
  let sent = 0;
  for (const subscriber of await ports.subscribers.findAll(keys)) {
    // Who came later has found the post on the site.
    if (subscriber.createdAt > post.publishedAt) continue;
    signal.throwIfAborted();
    try {
      await ports.nextTurn(signal);
      if (await sendOnce(postMail(post, subscriber, ports.links), signal, ports)) sent += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new PageIncomplete(failures);
  return { sent };
};
