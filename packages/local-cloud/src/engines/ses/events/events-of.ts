/** What SES tells of a message: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
import type { ConfigurationSet } from "../configuration-sets/configuration-set.ts";
import type { SesContext } from "../context.ts";
import { newMessageId } from "../messages/message-id.ts";
import type { Fate } from "../sending/fate.ts";
import { hasFailed } from "../sending/submission.ts";
import {
  automaticReply,
  bounceObject,
  onAccountSuppressionList,
  onGlobalSuppressionList,
  unknownUser,
} from "./bounces.ts";
import { mailObject } from "./mail-object.ts";
import type { SentMessage } from "./sent-message.ts";
import type { SesEvent } from "./ses-event.ts";

interface Told {
  readonly address: string;
  readonly fate: Fate;
}

const bounce = (of: Parameters<typeof bounceObject>[0], address: string, at: Date) => ({
  type: "BOUNCE" as const,
  record: { eventType: "Bounce", bounce: bounceObject(of, address, at) },
});

const complaint = (address: string, at: Date, subType: string | null) => ({
  type: "COMPLAINT" as const,
  record: {
    eventType: "Complaint",
    complaint: {
      feedbackId: newMessageId(at),
      complaintSubType: subType,
      complainedRecipients: [{ emailAddress: address }],
      timestamp: at.toISOString(),
      ...(subType === null
        ? {
            userAgent: "Amazon SES Mailbox Simulator",
            complaintFeedbackType: "abuse",
            arrivalDate: at.toISOString(),
          }
        : {}),
    },
  },
});

const delivery = (address: string, at: Date) => ({
  type: "DELIVERY" as const,
  record: {
    eventType: "Delivery",
    delivery: {
      timestamp: at.toISOString(),
      processingTimeMillis: 1,
      recipients: [address],
      smtpResponse: "250 2.6.0 Message received",
      reportingMTA: "mailbox.local",
    },
  },
});

const toldOf = ({ address, fate }: Told, at: Date): readonly SesEvent[] => {
  switch (fate) {
    case "delivered":
      return [delivery(address, at)];
    case "complained":
      return [delivery(address, at), complaint(address, at, null)];
    case "out-of-office":
      return [delivery(address, at), bounce(automaticReply, address, at)];
    case "bounced":
      return [bounce(unknownUser, address, at)];
    case "suppressed-globally":
      return [bounce(onGlobalSuppressionList, address, at)];
    case "suppressed-as-bounce":
      return [bounce(onAccountSuppressionList, address, at)];
    case "suppressed-as-complaint":
      return [complaint(address, at, "OnAccountSuppressionList")];
  }
};

/** One event per recipient, which SES allows itself to do: https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html */
const occurrences = ({ content, sentAt }: SentMessage, fates: readonly Told[]): readonly SesEvent[] => {
  if (hasFailed(content)) {
    const failure = { errorMessage: content.failure, templateName: content.templateName };
    return [{ type: "RENDERING_FAILURE", record: { eventType: "Rendering Failure", failure } }];
  }
  if (content.malicious)
    return [{ type: "REJECT", record: { eventType: "Reject", reject: { reason: "Bad content" } } }];
  const send: SesEvent = { type: "SEND", record: { eventType: "Send", send: {} } };
  return [send, ...fates.flatMap((fate) => toldOf(fate, sentAt))];
};

export const eventsOf = (
  context: SesContext,
  sent: SentMessage,
  set: ConfigurationSet,
  fates: readonly Told[],
): readonly SesEvent[] => {
  const mail = mailObject(context, sent, set.name);
  return occurrences(sent, fates).map(({ type, record }) => ({ type, record: { ...record, mail } }));
};
