/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutConfigurationSetSuppressionOptions.html */
import { sesAction } from "../action.ts";
import { ownSuppressionIn } from "../configuration-sets/configuration-set.ts";
import { configurationSetIn, onConfigurationSet } from "../configuration-sets/existing-set.ts";

export const putConfigurationSetSuppressionOptions = sesAction("PutConfigurationSetSuppressionOptions", {
  needs: onConfigurationSet,
  handle: (read, context) => {
    const { suppressedReasons: _earlier, ...set } = configurationSetIn(read, context);
    const suppressedReasons = ownSuppressionIn(read);
    context.configurationSets.put(set.name, {
      ...set,
      ...(suppressedReasons ? { suppressedReasons } : {}),
    });
    return {};
  },
});
