import type { MailLog } from "./mail.ts";
import type { SubscriberRepository } from "./subscriber.ts";

/** What the mail system tells of a mail. */
export interface MailEvent {
  /** `accepted`: it will be delivered, and must not be sent again. `undeliverable`: never to this address. */
  readonly kind: "accepted" | "undeliverable" | "complaint";
  readonly mailId: string;
  readonly recipientKey: string;
}

/**
 * Notes that a mail went out, and lets go of who cannot be reached or does not want to be. Hearing it twice changes
 * nothing.
 */
export const heedMailEvent = async (
  { kind, mailId, recipientKey }: MailEvent,
  ports: {
    readonly log: Pick<MailLog, "sent">;
    readonly subscribers: Pick<SubscriberRepository, "remove">;
  },
): Promise<void> => {
  // Whatever is told of a mail, it went out.
  await ports.log.sent(mailId);
  if (kind !== "accepted") await ports.subscribers.remove(recipientKey);
};
