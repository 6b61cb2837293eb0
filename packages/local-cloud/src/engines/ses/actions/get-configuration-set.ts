/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetConfigurationSet.html */
import { sesAction } from "../action.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";
import { wireTags } from "../tags.ts";

export const getConfigurationSet = sesAction("GetConfigurationSet", {
  needs: onConfigurationSet,
  handle: (read, context) => {
    const { name, sendingEnabled, suppressedReasons, tags } = configurationSetIn(read, context);
    return {
      ConfigurationSetName: name,
      SendingOptions: { SendingEnabled: sendingEnabled },
      SuppressionOptions: suppressedReasons && { SuppressedReasons: suppressedReasons },
      Tags: wireTags(tags),
    };
  },
});
