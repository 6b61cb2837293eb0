import { type Action, type Cognito, unsigned } from "../context.ts";
import { signedIn } from "../tokens/access-token.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const globalSignOut = (cognito: Cognito): Action => ({
  access: unsigned,
  handle: (input) => {
    cognito.store.sessions.revokeAll(signedIn(cognito, input).user);
    return {};
  },
});
