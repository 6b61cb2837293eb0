/** https://docs.aws.amazon.com/ses/latest/APIReference/API_VerifyEmailIdentity.html */
import { olderSesAction } from "../action.ts";
import { badRequest } from "../errors.ts";
import { identityNameIn, typeOf } from "../identities/identity.ts";

export const verifyEmailIdentity = olderSesAction("VerifyEmailIdentity", {
  handle: (read, { identities }) => {
    const name = identityNameIn(read, "EmailAddress");
    if (!name.includes("@")) throw badRequest(`Invalid email address<${name}>.`);
    // Asking again sends another mail with a link, and changes nothing.
    if (!identities.get(name)) identities.put(name, { name, type: typeOf(name), tags: {} });
    return {};
  },
});
