/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateConfigurationSet.html */
import { sesAction } from "../action.ts";
import { configurationSetNameIn, ownSuppressionIn } from "../configuration-sets/configuration-set.ts";
import { onConfigurationSet } from "../configuration-sets/existing-set.ts";
import { alreadyExists } from "../errors.ts";
import { requestTagContext, tagsIn } from "../tags.ts";

export const createConfigurationSet = sesAction("CreateConfigurationSet", {
  needs: (read) => ({ ...onConfigurationSet(read), conditions: requestTagContext(tagsIn(read)) }),
  handle: (read, { configurationSets }) => {
    read.refuse(["TrackingOptions"], "messages are not changed, so nobody hears of opens and clicks.");
    read.refuse(
      ["ArchivingOptions", "VdmOptions"],
      "there is no Mail Manager and no deliverability manager.",
    );
    read.refuse(["DeliveryOptions", "MessageSecurityOptions"], "mails stay on this machine.");
    read.refuse(["ReputationOptions"], "there is no CloudWatch to keep metrics in.");
    const name = configurationSetNameIn(read);
    if (configurationSets.get(name)) throw alreadyExists(`Configuration set <${name}> already exists.`);
    const suppression = read.optionalStructure("SuppressionOptions");
    const suppressedReasons = suppression && ownSuppressionIn(suppression);
    configurationSets.put(name, {
      name,
      sendingEnabled: read.optionalStructure("SendingOptions")?.optionalBoolean("SendingEnabled") ?? true,
      ...(suppressedReasons ? { suppressedReasons } : {}),
      eventDestinations: [],
      tags: tagsIn(read),
    });
    return {};
  },
});
