/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutEmailIdentityConfigurationSetAttributes.html */
import { sesAction } from "../action.ts";
import { optionalConfigurationSetNameIn } from "../configuration-sets/configuration-set.ts";
import { existingSet } from "../configuration-sets/existing-set.ts";
import { identityIn, onIdentity } from "../identities/existing-identity.ts";

export const putEmailIdentityConfigurationSetAttributes = sesAction(
  "PutEmailIdentityConfigurationSetAttributes",
  {
    needs: (read) => {
      const name = optionalConfigurationSetNameIn(read);
      const { resources } = onIdentity(read);
      return {
        resources: name === undefined ? resources : [...resources, { kind: "configuration-set", name }],
      };
    },
    handle: (read, context) => {
      const { configurationSetName: _earlier, ...identity } = identityIn(read, context);
      const configurationSetName = optionalConfigurationSetNameIn(read);
      if (configurationSetName !== undefined) existingSet(context, configurationSetName);
      context.identities.put(identity.name, {
        ...identity,
        ...(configurationSetName === undefined ? {} : { configurationSetName }),
      });
      return {};
    },
  },
);
