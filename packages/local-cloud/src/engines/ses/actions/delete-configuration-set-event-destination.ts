/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteConfigurationSetEventDestination.html */
import { sesAction } from "../action.ts";
import { destinationNameIn } from "../configuration-sets/event-destination.ts";
import { existingDestination } from "../configuration-sets/existing-destination.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";

export const deleteConfigurationSetEventDestination = sesAction("DeleteConfigurationSetEventDestination", {
  needs: onConfigurationSet,
  handle: (read, context) => {
    const set = configurationSetIn(read, context);
    const gone = existingDestination(set, destinationNameIn(read));
    const eventDestinations = set.eventDestinations.filter(({ name }) => name !== gone.name);
    context.configurationSets.put(set.name, { ...set, eventDestinations });
    return {};
  },
});
