import { AwsError } from "../../../gateway/errors.ts";
import type { SesContext } from "../context.ts";
import { badRequest } from "../errors.ts";
import { sesPrincipal } from "../events/ses-principal.ts";
import type { EventDestination } from "./event-destination.ts";

/**
 * SES proves that it may publish before it accepts a topic, so the topic gets a message that is no event.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html
 *
 * @throws {AwsError} when the topic is not there, or its policy does not let `ses.amazonaws.com` publish
 */
export const validateTopic = async (
  context: SesContext,
  configurationSet: string,
  { topicArn, enabled }: EventDestination,
): Promise<void> => {
  if (!enabled) return;
  const input = {
    TopicArn: topicArn,
    Subject: "Amazon SES Email Event Notification",
    Message: "Successfully validated SNS topic for Amazon SES event publishing.",
  };
  try {
    await context.dispatcher.call("sns", "Publish", input, sesPrincipal(context, configurationSet));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw badRequest(`Could not publish to SNS topic ${topicArn}: ${error.message}`, "InvalidSNSDestination");
  }
};
