import { type Action, type Cognito, onPool } from "../context.ts";
import { namedUser } from "../users/named-user.ts";
import { updateUser } from "../users/save-user.ts";

const setEnabled =
  (operation: string, enabled: boolean) =>
  (cognito: Cognito): Action => ({
    access: onPool(cognito, operation),
    handle: (input) => {
      const { pool, user } = namedUser(cognito, input);
      const updated = updateUser(cognito, pool, user, (current) => ({ ...current, enabled }));
      // Tokens of a disabled user are worth nothing, also once it is enabled again.
      if (!enabled) cognito.store.sessions.revokeAll(updated);
      return {};
    },
  });

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html */
export const adminEnableUser = setEnabled("AdminEnableUser", true);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html */
export const adminDisableUser = setEnabled("AdminDisableUser", false);
