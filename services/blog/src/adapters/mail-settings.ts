import { setting } from "@skein/lambda-kit/settings";
import type { MailLinks } from "../domain/mails.ts";
import type { SendingPorts } from "../domain/send-once.ts";
import { type UnsubscribeTokens, unsubscribeTokens } from "../domain/unsubscribe-tokens.ts";
import { mailLog } from "./mail-log.ts";
import { pause } from "./pause.ts";
import { sesMailer } from "./ses-mailer.ts";

export const configuredTokens = (): UnsubscribeTokens =>
  unsubscribeTokens(setting("UNSUBSCRIBE_SIGNING_KEY"));

export const configuredLinks = (): MailLinks => {
  const tokens = configuredTokens();
  const apiUrl = setting("API_URL");
  return {
    siteUrl: setting("SITE_URL"),
    unsubscribeUrl: (key) => `${apiUrl}/subscribers/unsubscribe?token=${tokens.seal(key)}`,
  };
};

export const configuredSending = (): SendingPorts => ({
  mailer: sesMailer(),
  log: mailLog(),
  now: () => new Date(),
  pause,
});
