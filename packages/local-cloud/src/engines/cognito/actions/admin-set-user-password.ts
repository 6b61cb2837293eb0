import { type Action, type Cognito, onPool } from "../context.ts";
import { optionalFlag, password } from "../input.ts";
import { namedUser } from "../users/named-user.ts";
import { withPassword } from "../users/passwords.ts";
import { updateUser } from "../users/save-user.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html */
export const adminSetUserPassword = (cognito: Cognito): Action => ({
  access: onPool(cognito, "AdminSetUserPassword"),
  handle: (input) => {
    const { pool, user } = namedUser(cognito, input);
    const next = password(input, "Password");
    const status = optionalFlag(input, "Permanent") ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
    updateUser(cognito, pool, user, (current) => ({
      ...withPassword(cognito, pool, current, next),
      status,
    }));
    return {};
  },
});
