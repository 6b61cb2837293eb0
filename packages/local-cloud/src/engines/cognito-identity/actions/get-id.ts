import { type IdentityAction, namedPool, unsigned } from "../context.ts";
import { identityOfLogins } from "../identities/settle-identity.ts";
import { loginsIn } from "../logins/verify-logins.ts";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
export const getId: IdentityAction = (context) => ({
  access: unsigned,
  handle: (input) => {
    const pool = namedPool(context, input);
    return { IdentityId: identityOfLogins(context, pool, loginsIn(context, pool, input)).id };
  },
});
