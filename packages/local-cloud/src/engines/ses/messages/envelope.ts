import type { Address } from "./address.ts";
import type { MessageTags } from "./message-tags.ts";
import type { Recipients } from "./recipients.ts";

/** Who sends to whom, and how its events are told; what both versions of the API and raw messages come down to. */
export interface Envelope {
  readonly from: Address;
  /** In whose name else the message is sent: a raw message's `Sender`, or an envelope sender that is not `From`. */
  readonly alsoFrom: readonly Address[];
  /** Where bounces would go: `Return-Path`. */
  readonly feedback: Address | undefined;
  readonly replyTo: readonly Address[];
  readonly recipients: Recipients;
  readonly configurationSetName: string | undefined;
  readonly tags: MessageTags;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html#amazonsimpleemailservicev2-policy-keys */
export const envelopeConditions = ({ from, feedback, recipients: { to, cc, bcc } }: Envelope) => ({
  "ses:FromAddress": from.address,
  ...(from.name === "" ? {} : { "ses:FromDisplayName": from.name }),
  ...(feedback ? { "ses:FeedbackAddress": feedback.address } : {}),
  "ses:Recipients": [...to, ...cc, ...bcc].map(({ address }) => address),
});
