/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html */
import { sesAction } from "../action.ts";
import { optionalConfigurationSetNameIn } from "../configuration-sets/configuration-set.ts";
import { existingSet } from "../configuration-sets/existing-set.ts";
import { alreadyExists } from "../errors.ts";
import { identityNameIn, typeOf } from "../identities/identity.ts";
import { dkimAttributes } from "../identities/identity-view.ts";
import { requestTagContext, tagsIn } from "../tags.ts";

export const createEmailIdentity = sesAction("CreateEmailIdentity", {
  needs: (read) => ({
    resources: [{ kind: "identity", name: identityNameIn(read, "EmailIdentity") }],
    conditions: requestTagContext(tagsIn(read)),
  }),
  handle: (read, context) => {
    read.refuse(["DkimSigningAttributes"], "mails stay on this machine, so that nothing signs them.");
    const name = identityNameIn(read, "EmailIdentity");
    const { identities } = context;
    if (identities.get(name)) throw alreadyExists(`Email identity ${name} already exist.`);
    const configurationSetName = optionalConfigurationSetNameIn(read);
    if (configurationSetName !== undefined) existingSet(context, configurationSetName);
    const identity = {
      name,
      type: typeOf(name),
      ...(configurationSetName === undefined ? {} : { configurationSetName }),
      tags: tagsIn(read),
    };
    identities.put(name, identity);
    return {
      IdentityType: identity.type,
      VerifiedForSendingStatus: true,
      DkimAttributes: dkimAttributes(identity),
    };
  },
});
