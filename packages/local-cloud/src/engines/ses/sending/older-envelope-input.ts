/** The envelope in the words of API v1: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { optionalConfigurationSetNameIn } from "../configuration-sets/configuration-set.ts";
import { badRequest } from "../errors.ts";
import { addressIn, addressList, optionalAddress } from "../messages/address.ts";
import type { Envelope } from "../messages/envelope.ts";
import { messageTagsIn } from "../messages/message-tags.ts";
import type { GivenEnvelope } from "../messages/raw-envelope.ts";
import { recipientsIn } from "../messages/recipients.ts";

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html#quotas-message */
const largestMessageBytes = 10 * 1024 * 1024;

/** @throws {AwsError} for a message that only API v2 and SMTP would take */
export const checkSize = (bytes: number): void => {
  if (bytes > largestMessageBytes)
    throw badRequest(`Message length is more than ${largestMessageBytes} bytes long: '${bytes}'.`);
};

const refuseUnsupported = (read: InputReader): void =>
  read.refuse(
    ["SourceArn", "FromArn", "ReturnPathArn"],
    "there is one account, so nobody sends for another.",
  );

export const olderEnvelopeIn = (read: InputReader): Envelope => {
  refuseUnsupported(read);
  return {
    from: addressIn(read.text("Source")),
    alsoFrom: [],
    feedback: optionalAddress(read, "ReturnPath"),
    replyTo: addressList(read, "ReplyToAddresses"),
    recipients: recipientsIn(read.optionalStructure("Destination")),
    configurationSetName: optionalConfigurationSetNameIn(read),
    tags: messageTagsIn(read, "Tags"),
  };
};

/** `SendRawEmail` has one list for all recipients, and may leave it and the sender to the message. */
export const olderRawEnvelopeIn = (read: InputReader): GivenEnvelope => {
  refuseUnsupported(read);
  return {
    from: optionalAddress(read, "Source"),
    feedback: undefined,
    replyTo: [],
    recipients: { to: addressList(read, "Destinations"), cc: [], bcc: [] },
    configurationSetName: optionalConfigurationSetNameIn(read),
    tags: messageTagsIn(read, "Tags"),
  };
};
