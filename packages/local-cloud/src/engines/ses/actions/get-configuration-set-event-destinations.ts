/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSetEventDestinations.html */
import { sesAction } from "../action.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";

export const getConfigurationSetEventDestinations = sesAction("GetConfigurationSetEventDestinations", {
  needs: onConfigurationSet,
  handle: (read, context) => ({
    EventDestinations: configurationSetIn(read, context).eventDestinations.map(
      ({ name, enabled, types, topicArn }) => ({
        Name: name,
        Enabled: enabled,
        MatchingEventTypes: types,
        SnsDestination: { TopicArn: topicArn },
      }),
    ),
  }),
});
