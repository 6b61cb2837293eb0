/** https://docs.aws.amazon.com/ses/latest/APIReference/API_DeleteIdentity.html */
import { olderSesAction } from "../action.ts";
import { identityNameIn } from "../identities/identity.ts";

export const deleteIdentity = olderSesAction("DeleteIdentity", {
  handle: (read, { identities }) => {
    // That there is none is a success in v1.
    identities.delete(identityNameIn(read, "Identity"));
    return {};
  },
});
