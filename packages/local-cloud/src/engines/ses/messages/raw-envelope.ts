import { badRequest } from "../errors.ts";
import { type Address, addressesIn, addressIn } from "./address.ts";
import type { Envelope } from "./envelope.ts";
import type { Header } from "./header.ts";
import { fieldValue } from "./headers.ts";
import { checkedTags, type MessageTags } from "./message-tags.ts";
import { everyRecipient, type Recipients } from "./recipients.ts";
import { refuseDuplicates } from "./single-headers.ts";

/** What a call says beside the raw message; each of it may be left out. */
export interface GivenEnvelope extends Omit<Envelope, "from" | "alsoFrom" | "recipients"> {
  readonly from: Address | undefined;
  readonly recipients: Recipients;
}

const listOf = (headers: readonly Header[], name: string): readonly Address[] =>
  headers.filter((header) => header.name.toLowerCase() === name).flatMap(({ value }) => addressesIn(value));

/** Configuration set and tags may come as fields, too: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-send-email.html */
const tagsOf = (headers: readonly Header[]): MessageTags =>
  checkedTags(
    headers
      .filter(({ name }) => name.toLowerCase() === "x-ses-message-tags")
      .flatMap(({ value }) => value.split(","))
      .map((pair) => pair.split("=", 2).map((part) => part.trim()))
      .map(([name = "", value = ""]) => [name, value]),
  );

/** The destination of a call, where it is given, is the whole of it: fields of the message are for show then. */
const recipientsOf = (given: Recipients, headers: readonly Header[]): Recipients =>
  everyRecipient(given).length > 0
    ? given
    : { to: listOf(headers, "to"), cc: listOf(headers, "cc"), bcc: listOf(headers, "bcc") };

/**
 * Completes what a call gave from the fields of its raw message.
 *
 * @throws {AwsError} when nobody sends it
 */
export const rawEnvelope = (given: GivenEnvelope, headers: readonly Header[]): Envelope => {
  refuseDuplicates(headers);
  const [inMessage, ...others] = listOf(headers, "from");
  const from = inMessage ?? given.from;
  if (!from) throw badRequest("Missing required header 'From'.");
  const returnPath = fieldValue(headers, "return-path");
  return {
    from,
    alsoFrom: [...others, ...(given.from ? [given.from] : []), ...listOf(headers, "sender")],
    feedback: given.feedback ?? (returnPath === undefined ? undefined : addressIn(returnPath)),
    replyTo: given.replyTo.length > 0 ? given.replyTo : listOf(headers, "reply-to"),
    recipients: recipientsOf(given.recipients, headers),
    configurationSetName: given.configurationSetName ?? fieldValue(headers, "x-ses-configuration-set"),
    tags: { ...tagsOf(headers), ...given.tags },
  };
};
