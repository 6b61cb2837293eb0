import { setting } from "@skein/lambda-kit/settings";
import { stream } from "@skein/lambda-kit/stream";
import { configuredLinks, configuredSending } from "../adapters/mail-settings.ts";
import { subscriberAtOrigin } from "../adapters/subscriber-item.ts";
import { welcomeMail } from "../domain/mails.ts";
import { sendOnce } from "../domain/send-once.ts";

export const handler = stream(
  subscriberAtOrigin,
  async (change, { logger, signal }) => {
    if (change.kind !== "inserted") return;
    const { subscriber, originRegion } = change.after;
    // The streams of all replicas tell of each write; where it was written it is acted upon.
    if (originRegion !== setting("AWS_REGION")) return;
    const sent = await sendOnce(welcomeMail(subscriber, configuredLinks()), signal, configuredSending());
    logger.info(sent ? "welcomed" : "was welcomed before", { subscriberId: subscriber.id });
  },
  // The log of mails knows each one, whatever record it comes from.
  { idempotency: false },
);
