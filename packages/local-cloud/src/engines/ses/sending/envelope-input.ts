/** The envelope in the words of API v2: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
import type { InputReader } from "../../../gateway/input-reader.ts";
import { optionalConfigurationSetNameIn } from "../configuration-sets/configuration-set.ts";
import { badRequest } from "../errors.ts";
import { addressList, optionalAddress } from "../messages/address.ts";
import type { Envelope } from "../messages/envelope.ts";
import { messageTagsIn } from "../messages/message-tags.ts";
import type { GivenEnvelope } from "../messages/raw-envelope.ts";
import { recipientsIn } from "../messages/recipients.ts";

/** What would otherwise be dropped without a word. */
const refuseUnsupported = (read: InputReader): void => {
  read.refuse(
    ["ListManagementOptions"],
    "there are no contact lists; send List-Unsubscribe headers yourself.",
  );
  read.refuse(
    ["FromEmailAddressIdentityArn", "FeedbackForwardingEmailAddressIdentityArn"],
    "there is one account, so nobody sends for another.",
  );
  read.refuse(["EndpointId"], "there is one region.");
  read.refuse(["TenantName"], "there are no tenants.");
};

/** @param tags `EmailTags`, or `DefaultEmailTags` of a bulk */
export const givenEnvelopeIn = (read: InputReader, tags = "EmailTags"): GivenEnvelope => {
  refuseUnsupported(read);
  return {
    from: optionalAddress(read, "FromEmailAddress"),
    feedback: optionalAddress(read, "FeedbackForwardingEmailAddress"),
    replyTo: addressList(read, "ReplyToAddresses"),
    recipients: recipientsIn(read.optionalStructure("Destination")),
    configurationSetName: optionalConfigurationSetNameIn(read),
    tags: messageTagsIn(read, tags),
  };
};

/** For all messages but raw ones, which may say themselves who sends them. */
export const fullEnvelope = (given: GivenEnvelope): Envelope => {
  const { from } = given;
  if (!from) throw badRequest("Missing required header 'From'.");
  return { ...given, from, alsoFrom: [] };
};
