import { mailPageRequested } from "@skein/contracts/blog-subscribers";
import { queue } from "@skein/lambda-kit/queue";
import { setting } from "@skein/lambda-kit/settings";
import { configuredLinks, configuredSending } from "../adapters/mail-settings.ts";
import { pause } from "../adapters/pause.ts";
import { subscriberRepository } from "../adapters/subscriber-repository.ts";
import { mailPage } from "../domain/mail-page.ts";
import { turns } from "../domain/turns.ts";

export const handler = queue(mailPageRequested, async ({ data }, { logger, signal }) => {
  // As many functions as the mapping's maximum concurrency share the rate that SES allows.
  const perSecond = Number(setting("MAILS_PER_SECOND")) / Number(setting("MAIL_WORKERS"));
  const { sent } = await mailPage(data, signal, {
    ...configuredSending(),
    subscribers: subscriberRepository(),
    links: configuredLinks(),
    nextTurn: turns(perSecond, pause),
  });
  logger.info("page mailed", { postId: data.post.id, recipients: data.keys.length, sent });
});
