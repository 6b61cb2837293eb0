import { AwsFailure } from "@skein/lambda-kit/aws/call";
import { ses } from "@skein/lambda-kit/clients";
import type { Ses } from "@skein/lambda-kit/ses";
import { setting } from "@skein/lambda-kit/settings";
import { type Mailer, MailRefused } from "../domain/mail.ts";

export interface SesMailerOptions {
  /** `Name <address>`; the address is of a verified identity. */
  readonly from?: string;
  readonly configurationSet?: string;
  readonly client?: Ses;
}

/** An answer of the client's kind is a refusal; after a failure of SES, or none at all, the mail may have gone out. */
const isRefusal = (error: unknown): error is AwsFailure =>
  error instanceof AwsFailure && error.$fault === "client";

/**
 * Mails through SES. An address on the suppression list is no failure: SES takes the mail, and tells by an event that
 * it did not go there. https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
 */
export const sesMailer = ({
  from = setting("MAIL_FROM"),
  configurationSet = setting("MAIL_CONFIGURATION_SET"),
  client = ses(),
}: SesMailerOptions = {}): Mailer => ({
  async send({ id, to, recipientKey, subject, text, html, unsubscribeUrl }, signal) {
    try {
      await client.sendEmail(
        {
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          ConfigurationSetName: configurationSet,
          // Events about the mail carry them, see mail-events.ts.
          EmailTags: [
            { Name: "mail", Value: id },
            { Name: "recipient", Value: recipientKey },
          ],
          Content: {
            Simple: {
              Subject: { Data: subject, Charset: "UTF-8" },
              Body: { Text: { Data: text, Charset: "UTF-8" }, Html: { Data: html, Charset: "UTF-8" } },
              // One click in the mail program: https://www.rfc-editor.org/rfc/rfc8058#section-3.1
              Headers: [
                { Name: "List-Unsubscribe", Value: `<${unsubscribeUrl}>` },
                { Name: "List-Unsubscribe-Post", Value: "List-Unsubscribe=One-Click" },
              ],
            },
          },
        },
        signal,
      );
    } catch (error) {
      throw isRefusal(error) ? new MailRefused(error) : error;
    }
  },
});
