import { regionOf } from "../arn.ts";
import { notificationAttributesOf } from "../publishing/message-attributes.ts";
import { type Publication, textFor } from "../publishing/publication.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import { signatureOf } from "./signature.ts";

const hostOf = (topicArn: string): string => `https://sns.${regionOf(topicArn)}.amazonaws.com`;

/** Where AWS publishes the certificate of its signatures. */
export const signingCertUrlOf = (topicArn: string): string =>
  `${hostOf(topicArn)}/SimpleNotificationService-9c6465fa7f48f5cacd23014631ec1136.pem`;

export const unsubscribeUrlOf = ({ arn, topicArn }: Subscription): string =>
  `${hostOf(topicArn)}/?Action=Unsubscribe&SubscriptionArn=${arn}`;

/**
 * The JSON document that a subscription without raw delivery gets, its members in AWS's order. FIFO topics
 * number their messages and do not sign them.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html#http-notification-json
 */
export const envelopeOf = (publication: Publication, subscription: Subscription): string => {
  const { attributes, subject, sequenceNumber, topicArn } = publication;
  return JSON.stringify({
    Type: "Notification",
    MessageId: publication.messageId,
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: textFor(publication, subscription.protocol),
    Timestamp: new Date(publication.publishedAt).toISOString(),
    ...(sequenceNumber === undefined && {
      SignatureVersion: publication.signatureVersion,
      Signature: signatureOf(publication),
      SigningCertURL: signingCertUrlOf(topicArn),
    }),
    UnsubscribeURL: unsubscribeUrlOf(subscription),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: notificationAttributesOf(attributes) }),
  });
};
