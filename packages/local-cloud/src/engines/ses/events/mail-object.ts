/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-mail-object */
import { type Principal, principalName } from "../../../iam/principal.ts";
import type { SesContext } from "../context.ts";
import { sendingIdentityArn } from "../identities/verified-senders.ts";
import { type Address, domainOf } from "../messages/address.ts";
import type { Header } from "../messages/header.ts";
import { everyRecipient } from "../messages/recipients.ts";
import { hasFailed } from "../sending/submission.ts";
import type { SentMessage } from "./sent-message.ts";

const textsOf = (addresses: readonly Address[]): readonly string[] => addresses.map(({ text }) => text);

const field = (name: string, addresses: readonly Address[]): readonly Header[] =>
  addresses.length === 0 ? [] : [{ name, value: textsOf(addresses).join(", ") }];

const subjectOf = ({ content }: SentMessage): string | undefined =>
  hasFailed(content) ? undefined : content.subject;

const headersOf = (sent: SentMessage): readonly Header[] => {
  const { from, replyTo, recipients } = sent.envelope;
  const subject = subjectOf(sent);
  return [
    ...field("From", [from]),
    ...field("Reply-To", replyTo),
    ...field("To", recipients.to),
    ...field("Cc", recipients.cc),
    ...(subject === undefined ? [] : [{ name: "Subject", value: subject }]),
    { name: "MIME-Version", value: "1.0" },
    ...(hasFailed(sent.content) ? [] : sent.content.headers),
  ];
};

const commonHeadersOf = (sent: SentMessage) => {
  const { from, replyTo, recipients } = sent.envelope;
  return {
    from: textsOf([from]),
    ...(replyTo.length > 0 ? { replyTo: textsOf(replyTo) } : {}),
    ...(recipients.to.length > 0 ? { to: textsOf(recipients.to) } : {}),
    ...(recipients.cc.length > 0 ? { cc: textsOf(recipients.cc) } : {}),
    messageId: sent.messageId,
    subject: subjectOf(sent),
  };
};

const callerOf = (principal: Principal): string =>
  (principal.kind === "role" ? principal.roleArn : principalName(principal)).split(/[:/]/).at(-1) ?? "";

const tagsOf = ({ envelope, principal }: SentMessage, configurationSet: string) => ({
  "ses:configuration-set": [configurationSet],
  "ses:source-ip": ["127.0.0.1"],
  "ses:from-domain": [domainOf(envelope.from.address)],
  "ses:caller-identity": [callerOf(principal)],
  ...Object.fromEntries(Object.entries(envelope.tags).map(([name, value]) => [name, [value]])),
});

export const mailObject = (context: SesContext, sent: SentMessage, configurationSet: string) => ({
  timestamp: sent.sentAt.toISOString(),
  source: sent.envelope.from.text,
  sourceArn: sendingIdentityArn(context, sent.envelope.from.address),
  sendingAccountId: context.accountId,
  messageId: sent.messageId,
  destination: everyRecipient(sent.envelope.recipients).map(({ address }) => address),
  headersTruncated: false,
  headers: headersOf(sent),
  commonHeaders: commonHeadersOf(sent),
  tags: tagsOf(sent, configurationSet),
});
