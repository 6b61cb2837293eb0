/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetSendingOptions.html */
import { sesAction } from "../action.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";

export const putConfigurationSetSendingOptions = sesAction("PutConfigurationSetSendingOptions", {
  needs: onConfigurationSet,
  handle: (read, context) => {
    const set = configurationSetIn(read, context);
    const sendingEnabled = read.optionalBoolean("SendingEnabled") ?? false;
    context.configurationSets.put(set.name, { ...set, sendingEnabled });
    return {};
  },
});
