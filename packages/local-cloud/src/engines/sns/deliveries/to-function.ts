import type { Dispatcher } from "../../../gateway/engine.ts";
import type { Principal } from "../../../iam/principal.ts";
import { notificationAttributesOf } from "../publishing/message-attributes.ts";
import { type Publication, textFor } from "../publishing/publication.ts";
import type { Subscription } from "../subscriptions/subscription.ts";
import { signingCertUrlOf, unsubscribeUrlOf } from "./envelope.ts";
import { signatureOf } from "./signature.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
const eventOf = (publication: Publication, subscription: Subscription) => ({
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: subscription.arn,
      Sns: {
        Type: "Notification",
        MessageId: publication.messageId,
        TopicArn: publication.topicArn,
        Subject: publication.subject ?? null,
        Message: textFor(publication, subscription.protocol),
        Timestamp: new Date(publication.publishedAt).toISOString(),
        // Functions are told 1, whatever the topic signs with.
        SignatureVersion: "1",
        Signature: signatureOf(publication),
        SigningCertUrl: signingCertUrlOf(publication.topicArn),
        UnsubscribeUrl: unsubscribeUrlOf(subscription),
        MessageAttributes: notificationAttributesOf(publication.attributes),
      },
    },
  ],
});

/**
 * Hands one message to a function, asynchronously: Lambda retries the function, SNS only Lambda.
 *
 * @throws {AwsError} when Lambda does not take the event
 */
export const deliverToFunction = async (
  dispatcher: Dispatcher,
  subscription: Subscription,
  publication: Publication,
  principal: Principal,
): Promise<void> => {
  const event = JSON.stringify(eventOf(publication, subscription));
  await dispatcher.call(
    "lambda",
    "Invoke",
    {
      FunctionName: subscription.endpoint,
      InvocationType: "Event",
      Payload: Buffer.from(event).toString("base64"),
    },
    principal,
  );
};
