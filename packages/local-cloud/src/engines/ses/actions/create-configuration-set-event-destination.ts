/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSetEventDestination.html */
import { sesAction } from "../action.ts";
import { destinationNameIn, eventDestinationIn } from "../configuration-sets/event-destination.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";
import { validateTopic } from "../configuration-sets/validate-topic.ts";
import { alreadyExists, badRequest } from "../errors.ts";

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const mostDestinations = 10;

export const createConfigurationSetEventDestination = sesAction("CreateConfigurationSetEventDestination", {
  needs: onConfigurationSet,
  handle: async (read, context) => {
    const { name: setName } = configurationSetIn(read, context);
    const destination = eventDestinationIn(read, destinationNameIn(read));
    await validateTopic(context, setName, destination);
    // Read again: the set may have changed while the topic was asked.
    const set = configurationSetIn(read, context);
    if (set.eventDestinations.some(({ name }) => name === destination.name))
      throw alreadyExists(
        `An event destination with name <${destination.name}> already exists in configuration set <${set.name}>.`,
      );
    if (set.eventDestinations.length >= mostDestinations)
      throw badRequest(`A configuration set has at most ${mostDestinations} event destinations.`);
    const eventDestinations = [...set.eventDestinations, destination];
    context.configurationSets.put(set.name, { ...set, eventDestinations });
    return {};
  },
});
