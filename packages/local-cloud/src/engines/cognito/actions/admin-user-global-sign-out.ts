import { type Action, type Cognito, onPool } from "../context.ts";
import { namedUser } from "../users/named-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const adminUserGlobalSignOut = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminUserGlobalSignOut"),
  handle: (input) => {
    cognito.store.sessions.revokeAll(namedUser(cognito, input).user);
    return {};
  },
});
