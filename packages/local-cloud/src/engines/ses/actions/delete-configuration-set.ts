/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteConfigurationSet.html */
import { sesAction } from "../action.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";

export const deleteConfigurationSet = sesAction("DeleteConfigurationSet", {
  needs: onConfigurationSet,
  handle: (read, context) => {
    context.configurationSets.delete(configurationSetIn(read, context).name);
    return {};
  },
});
