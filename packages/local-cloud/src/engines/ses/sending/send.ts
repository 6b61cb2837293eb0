/** The way of every message, whichever call brought it. */
import type { ApiCall } from "../../../gateway/engine.ts";
import type { OutgoingMail } from "../../../mail/mailbox.ts";
import type { ConfigurationSet } from "../configuration-sets/configuration-set.ts";
import { existingSet } from "../configuration-sets/existing-set.ts";
import type { SesContext } from "../context.ts";
import { sendingPaused } from "../errors.ts";
import { eventsOf } from "../events/events-of.ts";
import { requireVerified } from "../identities/verified-senders.ts";
import type { Content } from "../messages/content.ts";
import type { Envelope } from "../messages/envelope.ts";
import { headerRecord } from "../messages/headers.ts";
import { newMessageId } from "../messages/message-id.ts";
import { checkRecipients, everyRecipient } from "../messages/recipients.ts";
import { defaultSetName } from "./default-set.ts";
import { fateAt, reachesInbox } from "./fate.ts";
import { hasFailed, type Submission } from "./submission.ts";

const usableSet = (context: SesContext, envelope: Envelope): ConfigurationSet | undefined => {
  const name = envelope.configurationSetName ?? defaultSetName(context, envelope.from.address);
  if (name === undefined) return undefined;
  const set = existingSet(context, name);
  if (!set.sendingEnabled) throw sendingPaused(name);
  return set;
};

const mailTo = (
  to: string,
  { from }: Envelope,
  { subject, text = "", html, headers }: Content,
): OutgoingMail => ({
  to,
  from: from.text,
  subject,
  text,
  ...(html === undefined ? {} : { html }),
  ...(headers.length === 0 ? {} : { headers: headerRecord(headers) }),
});

/** https://www.rfc-editor.org/rfc/rfc3834 */
const automaticReply = (
  { from, feedback }: Envelope,
  { subject }: Content,
  answering: string,
): OutgoingMail => ({
  to: (feedback ?? from).address,
  from: answering,
  subject: `Auto: ${subject}`,
  text: "This is an automatic reply of the mailbox simulator: I am out of the office.",
  headers: { "Auto-Submitted": "auto-replied" },
});

/**
 * Takes a message, puts it into the mailbox, and tells its events.
 *
 * When it returns, mails and events are on disk. Mails go first: a crash in between is one before the answer,
 * so that the sender sends again; the other way round an event could tell of a mail that is nowhere.
 *
 * @returns the message's id
 * @throws {AwsError} when nobody may send it
 */
export const send = (
  context: SesContext,
  { envelope, content }: Submission,
  { principal }: Pick<ApiCall, "principal">,
): string => {
  const { from, alsoFrom, feedback, recipients } = envelope;
  checkRecipients(recipients);
  const senders = [from, ...alsoFrom, ...(feedback ? [feedback] : [])];
  requireVerified(
    context,
    senders.map(({ address }) => address),
  );
  const set = usableSet(context, envelope);
  const sentAt = context.now();
  const messageId = newMessageId(sentAt);
  const addresses = everyRecipient(recipients).map(({ address }) => address);
  const fates = addresses.map((address) => ({ address, fate: fateAt(context, address, set) }));

  if (!hasFailed(content) && !content.malicious)
    context.mailbox.deliver(
      ...fates
        .filter(({ fate }) => reachesInbox(fate))
        .map(({ address }) => mailTo(address, envelope, content)),
      ...fates
        .filter(({ fate }) => fate === "out-of-office")
        .map(({ address }) => automaticReply(envelope, content, address)),
    );
  const sent = { messageId, sentAt, envelope, content, principal };
  context.sendLog.record(sentAt, addresses.length);
  if (set) context.events.publish(set, eventsOf(context, sent, set, fates));
  return messageId;
};
