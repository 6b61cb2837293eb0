import { AwsError } from "../../../gateway/errors.ts";
import type { SesContext } from "../context.ts";
import { badRequest } from "../errors.ts";
import { sesPrincipal } from "../events/ses-principal.ts";
import type { EventDestination } from "./event-destination.ts";

/**
 * SES proves that it may publish before it accepts a topic, so the topic gets a message that is no event. AWS does
 * not document it; https://github.com/ope-tech/laravel-ses/issues/10 shows one.
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
    Message: "Successfully validated SNS topic for Amazon SES event publishing.",
  };
  try {
    await context.dispatcher.call("sns", "Publish", input, sesPrincipal(context, configurationSet));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw badRequest(`Could not publish to SNS topic ${topicArn}: ${error.message}`, "InvalidSNSDestination");
  }
};
