/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_DeleteEmailIdentity.html */
import { sesAction } from "../action.ts";
import { identityIn, onIdentity } from "../identities/existing-identity.ts";

export const deleteEmailIdentity = sesAction("DeleteEmailIdentity", {
  needs: onIdentity,
  handle: (read, context) => {
    context.identities.delete(identityIn(read, context).name);
    return {};
  },
});
