/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateConfigurationSetEventDestination.html */
import { sesAction } from "../action.ts";
import { destinationNameIn, eventDestinationIn } from "../configuration-sets/event-destination.ts";
import { existingDestination } from "../configuration-sets/existing-destination.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";
import { validateTopic } from "../configuration-sets/validate-topic.ts";

export const updateConfigurationSetEventDestination = sesAction("UpdateConfigurationSetEventDestination", {
  needs: onConfigurationSet,
  handle: async (read, context) => {
    const before = configurationSetIn(read, context);
    const name = destinationNameIn(read);
    const { topicArn } = existingDestination(before, name);
    const destination = eventDestinationIn(read, name);
    if (destination.topicArn !== topicArn) await validateTopic(context, before.name, destination);
    // Read again: the set may have changed while the topic was asked.
    const set = configurationSetIn(read, context);
    existingDestination(set, name);
    const eventDestinations = set.eventDestinations.map((one) => (one.name === name ? destination : one));
    context.configurationSets.put(set.name, { ...set, eventDestinations });
    return {};
  },
});
