/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-object */
import { newMessageId } from "../messages/message-id.ts";

interface Bounce {
  readonly type: "Permanent" | "Transient";
  readonly subType: "General" | "Suppressed" | "OnAccountSuppressionList";
  /** Left out for an automatic reply: nothing has failed. */
  readonly failure?: { readonly status: string; readonly diagnosticCode: string };
  readonly reportingMta: string;
}

export const unknownUser: Bounce = {
  type: "Permanent",
  subType: "General",
  failure: { status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown" },
  reportingMta: "dns; simulator.amazonses.com",
};

export const onGlobalSuppressionList: Bounce = {
  type: "Permanent",
  subType: "Suppressed",
  failure: {
    status: "5.1.1",
    diagnosticCode:
      "Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address. For more information about how to remove an address from the suppression list, see the Amazon SES Developer Guide: http://docs.aws.amazon.com/ses/latest/DeveloperGuide/remove-from-suppressionlist.html",
  },
  reportingMta: "dns; amazonses.com",
};

export const onAccountSuppressionList: Bounce = {
  type: "Permanent",
  subType: "OnAccountSuppressionList",
  failure: {
    status: "5.1.1",
    diagnosticCode:
      "Amazon SES did not send the message to this address because it is on the suppression list for your account. For more information about removing addresses from the suppression list, see the Amazon SES Developer Guide at https://docs.aws.amazon.com/ses/latest/DeveloperGuide/sending-email-suppression-list.html",
  },
  reportingMta: "dns; amazonses.com",
};

/** An automatic reply comes as a transient bounce: who suppresses addresses for those loses readers on holiday. */
export const automaticReply: Bounce = {
  type: "Transient",
  subType: "General",
  reportingMta: "dns; simulator.amazonses.com",
};

export const bounceObject = (
  { type, subType, failure, reportingMta }: Bounce,
  address: string,
  at: Date,
) => ({
  bounceType: type,
  bounceSubType: subType,
  bouncedRecipients: [{ emailAddress: address, ...(failure ? { action: "failed", ...failure } : {}) }],
  timestamp: at.toISOString(),
  feedbackId: newMessageId(at),
  reportingMTA: reportingMta,
});
